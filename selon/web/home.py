"""The first page: what the desk holds, and where to begin."""

from litestar import Response, get

from selon.web.desks import OpenDesk
from selon.web.rendering import page


@get("/", include_in_schema=False, sync_to_thread=True)
def home(desk: OpenDesk) -> Response[str]:
    """What the desk holds and its newest articles."""
    return page("home", title="Selon", query="", holdings=desk.holdings(), newest=desk.newest(20))


@get("/failures", include_in_schema=False, sync_to_thread=True)
def failures(desk: OpenDesk) -> Response[str]:
    """What could not be read, with the reason."""
    return page("failures", title="Failures", query="", failures=desk.failures())


HANDLERS = (home, failures)
