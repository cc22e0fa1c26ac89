"""What stands in the place of a page or of an answer that there is none of."""

from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from selon.errors import DeskError, MissingError, SelonError
from selon.web.rendering import page
from selon.web.viewers import viewer_of


def failed(request: Request[Any, Any, Any], error: SelonError) -> Response[Any]:
    """What Selon says of a question that it cannot answer: 503 where the desk is not to be had, else 404 or 400."""
    status = 503 if isinstance(error, DeskError) else 404 if isinstance(error, MissingError) else 400
    return _answer(request, status, str(error))


def missed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """No page stands at this address."""
    return _answer(request, error.status_code, f"There is nothing at {request.url.path}.")


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Who asks may not, and why."""
    return _answer(request, error.status_code, error.detail)


def _answer(request: Request[Any, Any, Any], status: int, reason: str) -> Response[Any]:
    if request.url.path.startswith("/api"):
        return Response({"status_code": status, "detail": reason}, status_code=status, media_type=MediaType.JSON)
    return page(viewer_of(request), "failed", status=status, is_missing=status == 404, reason=reason)
