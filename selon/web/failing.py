"""What stands in the place of a page or of an answer that there is none of."""

import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotFoundException
from litestar.handlers import BaseRouteHandler

from selon.errors import DeskError, MissingError, SelonError
from selon.web.rendering import page
from selon.web.sessions import is_of_the_house
from selon.web.telling import Fault
from selon.web.viewers import viewer_of

_LOG = logging.getLogger(__name__)
_THIS = "this desk"
_MALFORMED = "{key} is not what was expected ({message}): change it in the address, or leave it out."


def legible(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse an address that names nothing: no file and nothing on a desk has a null in its name."""
    if "\0" in connection.url.path or "%00" in connection.url.path:
        raise NotFoundException


def failed(request: Request[Any, Any, Any], error: SelonError) -> Response[Any]:
    """What Selon says of a question that it cannot answer: 503 where the desk is not to be had, else 404 or 400."""
    status = 503 if isinstance(error, DeskError) else 404 if isinstance(error, MissingError) else 400
    reason = str(error) if is_of_the_house(request) else _placeless(str(error), request.app.state.desk)
    return _answer(request, status, reason)


def missed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """No page stands at this address."""
    return _answer(request, error.status_code, f"There is nothing at {request.url.path}.")


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Who asks may not, or not so, and why: each value in the address that cannot stand there is named."""
    extra = error.extra if isinstance(error.extra, list) else []
    wrong = [one for one in extra if isinstance(one, Mapping) and "key" in one]
    reasons = [_MALFORMED.format(key=_name(request, one["key"]), message=one.get("message")) for one in wrong]
    return _answer(request, error.status_code, " ".join(reasons) or error.detail, error.headers)


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Selon itself failed: the traceback is for who serves the desk, not for who reads it."""
    _LOG.error("%s could not be answered", request.url.path, exc_info=error)
    return _answer(request, 500, "Selon itself failed on this: please report it, with the address and what the server printed.")


def _name(request: Request[Any, Any, Any], key: str) -> str:
    """What a handler's argument is called in the address."""
    known = request.route_handler.parsed_fn_signature.parameters.get(key)
    return getattr(known.kwarg_definition, "name", None) or key if known is not None else key


def _placeless(reason: str, desk: Path) -> str:
    """A reason without the place of the desk's file, which is nobody's business who reads it from elsewhere."""
    return re.sub(rf"(?<!\w){re.escape(str(desk))}(?!\w)", _THIS, reason)


def _answer(
    request: Request[Any, Any, Any], status: int, reason: str, headers: Mapping[str, str] | None = None
) -> Response[Any]:
    if request.url.path.startswith("/api/"):
        return Response(Fault(status, reason), status_code=status, media_type=MediaType.JSON, headers=headers)
    return page(
        viewer_of(request), "failed", status=status, headers=dict(headers or {}), is_missing=status == 404, reason=reason
    )
