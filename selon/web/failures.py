"""What could not be read, with the reason, and how it is tried again."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import Provide
from litestar.response import Redirect

from selon.errors import InputError, MissingError
from selon.model import Value
from selon.web.adding import begun, running
from selon.web.correcting import Found, may_edit, sent_fields
from selon.web.desks import OpenDesk
from selon.web.jobs import Given, shown, uploads_of
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer


class Failure(Value, frozen=True):
    """A place that could not be read, why, when first and last (ISO 8601), and how often it was tried."""

    place: str
    reason: str
    first: str
    last: str
    tries: int


@get("/failures", include_in_schema=False, sync_to_thread=True)
def failures_page(desk: OpenDesk, viewer: ThisViewer) -> Response[str]:
    """What could not be read, with the reason; files that were sent stand by their own names."""
    uploads = uploads_of(desk.path)
    told = [(row, shown(row.place, uploads), shown(row.reason, uploads)) for row in desk.failures()]
    return page(viewer, "failures", failures=told)


@get("/api/failures", sync_to_thread=True, responses=FAULTS, summary="What could not be read, the newest first.")
def failures(desk: OpenDesk) -> list[Failure]:
    """Every failure."""
    return [Failure(row.place, row.reason, row.first, row.last, row.tries) for row in desk.failures()]


@post(
    "/failures/retry", include_in_schema=False, sync_to_thread=True, guards=[may_edit],
    dependencies={"fields": Provide(sent_fields)}, status_code=303,
)  # fmt: skip
def retry(request: Request[Any, Any, Any], desk: OpenDesk, fields: Found) -> Redirect:
    """Try one failure's origin again, or those of all, as a job."""
    uploads = uploads_of(request.app.state.desk)
    wanted = fields.get("place")
    origins = dict.fromkeys(row.origin for row in desk.failures() if wanted is None or row.place in wanted)
    if not origins and wanted:
        raise MissingError(f"nothing failed at {wanted[0][:200]!r}: it was read in the meantime, or never tried.")
    if not origins:
        raise InputError("nothing has failed: there is nothing to try again.")
    return begun(running(request.app.state), [Given(shown(origin, uploads), origin) for origin in origins])


HANDLERS = (failures_page, failures, retry)
