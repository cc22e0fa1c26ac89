"""Pages out of templates: everything that an article or a feed brought is escaped."""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Response
from litestar.datastructures import Cookie
from markupsafe import Markup

from selon.markup import visible
from selon.web.languages import translations
from selon.web.localized import filters
from selon.web.places import address_at
from selon.web.sessions import session
from selon.web.viewers import COOKIE, Viewer

_YEAR = 365 * 24 * 3600


def page(
    viewer: Viewer, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any
) -> Response[str]:
    """The answer that a template makes of values, in the viewer's language; templates also see `viewer` and its `words`."""
    given = {"query": "", "title": "Selon", "viewer": viewer, "words": viewer.words, **values}
    body = _environment(viewer.language).get_template(f"{template}.html.jinja").render(given)
    chosen = [Cookie(COOKIE, value=viewer.language, max_age=_YEAR, httponly=True)] if viewer.is_chosen else []
    told = {"Content-Language": viewer.language, "Vary": "Accept-Language, Cookie", **(headers or {})}
    return Response(body, media_type=MediaType.HTML, status_code=status, headers=told, cookies=chosen)


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader("selon.web"), PackageLoader("selon.page", "")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds this method when it is loaded, which its types do not tell.
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"session": session, "address_at": address_at}
    made.filters |= filters(language)
    return made


def _finalized(value: object) -> object:
    # What a translated sentence was given is escaped already, and no less to be made visible.
    if type(value) is Markup:
        return Markup(visible(str(value)))
    return visible(value) if type(value) is str else value
