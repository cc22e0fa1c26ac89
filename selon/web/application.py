"""The ASGI application over one desk: pages, their JSON, and what keeps both safe."""

from pathlib import Path

from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from selon.corpus.accounts import Compare
from selon.desk.taking import Means
from selon.errors import SelonError
from selon.version import __version__
from selon.web import (
    adding,
    articles,
    citing,
    contacts,
    copying,
    correcting,
    drawing,
    failures,
    home,
    origins,
    people,
    reasons,
    searching,
    stories,
    versioning,
)
from selon.web.accounting import accounting, accounting_dependency
from selon.web.desks import desk_dependency
from selon.web.failing import broken, failed, legible, missed, refused
from selon.web.jobs import Jobs
from selon.web.safety import guard
from selon.web.sessions import Editing, sessions
from selon.web.turns import Turns
from selon.web.viewers import viewer_dependency

_STATIC = Path(__file__).parent / "static"
# The pages that show a schema load scripts from elsewhere: it is told as JSON alone.
_SCHEMA = JsonRenderPlugin(path=["/", "/openapi.json"])
_PARTS: tuple[tuple[ControllerRouterHandler, ...], ...] = (
    home.HANDLERS,
    searching.HANDLERS,
    articles.HANDLERS,
    versioning.HANDLERS,
    reasons.HANDLERS,
    citing.HANDLERS,
    origins.HANDLERS,
    people.HANDLERS,
    contacts.HANDLERS,
    drawing.HANDLERS,
    stories.HANDLERS,
    copying.HANDLERS,
    correcting.HANDLERS,
    adding.HANDLERS,
    failures.HANDLERS,
)
"""The handlers of each part of the desk; a new part adds its own."""


def application(
    desk: Path,
    compare: Compare | None = None,
    editing: Editing | None = None,
    names: frozenset[str] | None = None,
    means: Means | None = None,
) -> Litestar:
    """The application over the desk in a file; nothing is opened before it is asked for, nor a comparer loaded.

    With `editing` who has its token may change the desk, and with `means` besides add to it; `means` also read an article again
    to tell why. With `names` it answers only requests to one of these hosts.
    """
    reads = Turns(means.load) if means else None
    jobs = Jobs(desk, means._replace(load=reads)) if editing and means and reads else None
    return Litestar(
        [*(handler for part in _PARTS for handler in part), create_static_files_router("/static", [_STATIC])],
        dependencies={"desk": desk_dependency, "viewer": viewer_dependency, "accounting": accounting_dependency},
        state=State(
            {"desk": desk, "accounting": accounting(compare), "editing": editing, "names": names, "jobs": jobs, "reads": reads}
        ),
        guards=[correcting.named_as_served, legible],
        middleware=[sessions],
        before_send=[guard],
        on_startup=[jobs.resume] if jobs else [],
        on_shutdown=[jobs.stop] if jobs else [],
        compression_config=CompressionConfig("gzip", exclude=adding.EVENTS),
        exception_handlers={SelonError: failed, 404: missed, HTTPException: refused, 500: broken},
        # Litestar would have all libraries write to standard error at length, URLs with all that is in them.
        logging_config=None,
        openapi_config=OpenAPIConfig(title="Selon", version=__version__, path="/api/schema", render_plugins=[_SCHEMA]),
    )
