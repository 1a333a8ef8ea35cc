"""Templates become pages, in the interface language of the request."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from propos import __version__
from propos.show.web.hits import mark_words, quote_words
from propos.show.web.labels import label_of
from propos.show.web.marks import mark_matches
from propos.show.web.moments import Moments
from propos.show.web.sentences import Teller
from propos.show.web.translations import COOKIE, LANGUAGES, Formats, choose_language, load_messages

YEAR_SECONDS = 365 * 24 * 3600


@cache
def load_templates(lang: str) -> Environment:
    """The templates in one interface language; every value is escaped, an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    messages = load_messages(lang)
    environment.install_gettext_translations(messages, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(
        squeezed=squeeze, marked=mark_words, matches=mark_matches, quoted=quote_words, is_web_address=is_web_address
    )
    environment.globals.update(
        lang=lang,
        languages=LANGUAGES,
        formats=Formats(lang),
        label=lambda of_set, value: messages.gettext(label_of(of_set, value)),
        told=Teller(lang),
        moment=Moments(lang),
        version=__version__,
        with_query=with_query,
    )
    return environment


def squeeze(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def with_query(request: Request, **changes: str | None) -> str:
    """The request's own address with some parameters changed, or left out if None."""
    parameters = {key: value for key, value in request.query_params.items() if value}
    parameters.update({key: value for key, value in changes.items() if value is not None})
    kept = {key: value for key, value in parameters.items() if key not in changes or changes[key] is not None}
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def is_web_address(url: str | None) -> bool:
    """Whether an address that a page gives may be a link: others ("javascript:") would run."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def render_page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page, in the language that the request asks for; an explicit choice is remembered in a cookie."""
    lang = choose_language(request)
    page = load_templates(lang).get_template(template).render(request=request, **context)
    response = HTMLResponse(
        page, status_code=status, headers={"content-language": lang, "vary": "accept-language, cookie"}
    )
    if request.query_params.get("lang") == lang and "lang" in request.query_params:
        response.set_cookie(COOKIE, lang, max_age=YEAR_SECONDS, samesite="lax", httponly=True)
    return response
