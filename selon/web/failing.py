"""What stands in the place of a page or of an answer that there is none of."""

import logging
from collections.abc import Mapping
from typing import Any

from litestar import MediaType, Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotFoundException
from litestar.handlers import BaseRouteHandler

from selon.errors import DeskError, MissingError, SelonError
from selon.web.rendering import page
from selon.web.telling import Fault
from selon.web.viewers import viewer_of

_LOG = logging.getLogger(__name__)


def legible(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse an address that names nothing: no file and nothing on a desk has a null in its name."""
    if "\0" in connection.url.path or "%00" in connection.url.path:
        raise NotFoundException


def failed(request: Request[Any, Any, Any], error: SelonError) -> Response[Any]:
    """What Selon says of a question that it cannot answer: 503 where the desk is not to be had, else 404 or 400."""
    status = 503 if isinstance(error, DeskError) else 404 if isinstance(error, MissingError) else 400
    return _answer(request, status, str(error))


def missed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """No page stands at this address."""
    return _answer(request, error.status_code, f"There is nothing at {request.url.path}.")


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Who asks may not, or not so, and why."""
    extra = error.extra if isinstance(error.extra, list) else []
    reasons = [f"{one.get('key')}: {one.get('message')}" for one in extra if isinstance(one, Mapping)]
    return _answer(request, error.status_code, "; ".join([error.detail, *reasons]), error.headers)


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Selon itself failed: the traceback is for who serves the desk, not for who reads it."""
    _LOG.error("%s could not be answered", request.url.path, exc_info=error)
    return _answer(request, 500, "Selon itself failed on this: please report it, with the address and what the server printed.")


def _answer(
    request: Request[Any, Any, Any], status: int, reason: str, headers: Mapping[str, str] | None = None
) -> Response[Any]:
    if request.url.path.startswith("/api/"):
        return Response(Fault(status, reason), status_code=status, media_type=MediaType.JSON, headers=headers)
    return page(
        viewer_of(request), "failed", status=status, headers=dict(headers or {}), is_missing=status == 404, reason=reason
    )
