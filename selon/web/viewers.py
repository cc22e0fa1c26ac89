"""Who looks at a page: in which language, and at which address."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from litestar import Request
from litestar.di import NamedDependency, Provide

from selon.labels import Labels, labels
from selon.web.languages import LANGUAGES, own_name, wanted

COOKIE = "lang"


class Switch(NamedTuple):
    """A language to switch to: its code, its own name, the same address in it, and whether it is the one shown."""

    code: str
    name: str
    address: str
    is_shown: bool


class Viewer(NamedTuple):
    """The reader of a page: the language shown, whether it was just chosen, the path and the query looked at."""

    language: str
    is_chosen: bool
    path: str
    query: tuple[tuple[str, str], ...]

    @property
    def words(self) -> Labels:
        """What the record's values are called in the language shown."""
        return labels(self.language)

    @property
    def asked(self) -> str:
        """What the address asks for beside the language, as a query string."""
        return urlencode([(name, value) for name, value in self.query if name != COOKIE])

    def switches(self) -> list[Switch]:
        """Every language with the address of this same view in it."""
        kept = [(name, value) for name, value in self.query if name != COOKIE]
        return [
            Switch(code, own_name(code), f"{self.path}?{urlencode([*kept, (COOKIE, code)])}", code == self.language)
            for code in LANGUAGES
        ]


def viewer_of(request: Request[Any, Any, Any]) -> Viewer:
    """The reader behind a request: `?lang=`, else the cookie, else Accept-Language."""
    asked = request.query_params.get(COOKIE)
    language = wanted(asked, request.cookies.get(COOKIE), request.headers.get("accept-language", ""))
    return Viewer(language, asked == language, request.url.path, tuple(request.query_params.multi_items()))


ThisViewer = NamedDependency[Viewer]
viewer_dependency = Provide(viewer_of, sync_to_thread=False)
