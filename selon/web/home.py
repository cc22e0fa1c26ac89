"""The first page: what the desk holds, and where to begin."""

from litestar import Response, get

from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.viewers import ThisViewer


@get("/", include_in_schema=False, sync_to_thread=True)
def home(desk: OpenDesk, viewer: ThisViewer) -> Response[str]:
    """What the desk holds and its newest articles."""
    return page(viewer, "home", holdings=desk.holdings(), newest=desk.newest(20))


HANDLERS = (home,)
