"""propos reads news coverage and keeps the record of who said what.

Example:
    >>> import propos
    >>> reading = propos.read("« Le pont ouvrira en mai », a déclaré Irène Valcourt.", lang="fr")
    >>> [s.kind for s in reading.statements]
    ['direct']
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

# The stage of the same name, loaded first: whoever loads it later would put it in the place of the function read.
import propos.read as _read_stage  # noqa: F401

if TYPE_CHECKING:
    from propos.keep.archive import Archive
    from propos.model import Page, Reading

__version__ = "0.1.0"
__all__ = ["Archive", "read"]


def read(
    document: Page | Path | str | bytes,
    *,
    lang: str | None = None,
    published: date | datetime | None = None,
    source: str = "-",
) -> Reading:
    """The reading of one document.

    Args:
        document: A text (``str``, read as plain text: spans point into it), the bytes of a page, a Page, or the
            path of a file that holds one document.
        lang: Language code, overriding what the document says; None to detect it.
        published: Publication date, overriding what the document says; relative dates are resolved against it.
        source: What the reading calls the document, if it is a text or bytes.

    Raises:
        ProposError: If the document cannot be had or read; its ``reason`` says what to do.

    Example:
        >>> read("Selon l'agence Corvel, le port rouvrira lundi.", lang="fr").article.lang
        'fr'
    """
    from propos.errors import ReadError
    from propos.pipeline import Failure, Options, read_pages, read_sources

    options = Options(lang=lang, published=published, as_text=isinstance(document, str))
    if isinstance(document, Path):
        results = read_sources([str(document)], options)
    else:
        results = read_pages([_page(document, source)], options)
    result = next(iter(results), None)
    if result is None:
        raise ReadError("holds no document", place=str(document) if isinstance(document, Path) else source)
    if isinstance(result, Failure):
        raise result.error
    return result


def _page(document: Page | str | bytes, source: str) -> Page:
    from propos.model import Page

    if isinstance(document, Page):
        return document
    if isinstance(document, bytes):
        return Page(source=source, content=document)
    return Page(source=source, content=document.encode(errors="replace"), media_type="text/plain", charset="utf-8")


def __getattr__(name: str) -> object:
    # The database libraries take half a second to load: only whoever asks for the archive pays for them.
    if name == "Archive":
        from propos.keep.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
