"""What the project knows of each language: a folder of data files each, loaded and checked here.

A language enters by its code, a ``Language`` leaves. The engine names no language: it asks the Language.
"""

from __future__ import annotations

import gc
import importlib
import importlib.resources
import importlib.util
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, TypeVar, cast

from pydantic import ValidationError

from propos.errors import PackError
from propos.lang.tables.base import Table
from propos.lang.tables.furniture import PageWords
from propos.lang.tables.pack import Pack

if TYPE_CHECKING:
    from spacy.language import Language as Parser

    from propos.lang.dictionary import Dictionary

AnyTable = TypeVar("AnyTable", bound=Table)


@dataclass(frozen=True)
class Language:
    """All that is known of one language; each table is read from its file when first asked for.

    Example:
        >>> load_language("fr").pack.name
        'français'
    """

    code: str
    folder: Traversable
    _tables: dict[type[Table], Table] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def pack(self) -> Pack:
        """The language's name, parser and grammatical relations."""
        return self.table(Pack)

    @property
    def parser(self) -> Parser:
        """The dependency parser (spaCy), without the components that propos does not use.

        Raises:
            PackError: If none of the pack's models is installed.
        """
        return self._parsing[0]

    @property
    def dictionary(self) -> Dictionary:
        """What the parser says of single words; takes over a part of its work."""
        return self._parsing[1]

    @cached_property
    def _parsing(self) -> tuple[Parser, Dictionary]:
        for name in self.pack.models:
            if importlib.util.find_spec(name):
                from propos.lang.dictionary import Dictionary
                from propos.lang.expressions import compiled_as_needed
                from propos.lang.tokenising import cut_marks_after_apostrophes, leave_letters_together
                from propos.lang.tuning import tune

                with compiled_as_needed():
                    parser: Parser = importlib.import_module(name).load(exclude=["ner", "senter"])
                tune(parser)
                cut_marks_after_apostrophes(parser, self.pack.elided)
                leave_letters_together(parser)
                # A model lives as long as the process: the garbage collector need not go through it again and again.
                gc.collect()
                gc.freeze()
                return parser, Dictionary(parser)
        raise PackError(
            f"no parser for {self.pack.name} is installed; install one of: {', '.join(self.pack.models)}",
            place=self.code,
        )

    def resource(self, name: str) -> bytes | None:
        """A file of the pack as it is (a trained model, say); None if the pack has none of that name."""
        file = self.folder / name
        return file.read_bytes() if file.is_file() else None

    def table(self, kind: type[AnyTable]) -> AnyTable:
        """The table of one kind, from its file in the pack; read once.

        Raises:
            PackError: If the file is missing or does not fit; the message names the file and the key.
        """
        if kind not in self._tables:
            self._tables[kind] = _read_table(self.folder / kind.file, kind, f"lang/{self.code}/{kind.file}")
        return cast(AnyTable, self._tables[kind])


def _read_table(file: Traversable, kind: type[AnyTable], place: str) -> AnyTable:
    try:
        return kind.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PackError("the language pack lacks this file", place=place) from None
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"not TOML: {error}", place=place) from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise PackError(faults, place=place) from None


def supported_languages() -> tuple[str, ...]:
    """The codes of the languages there is a pack for, in alphabetical order."""
    here = importlib.resources.files(__name__)
    return tuple(sorted(f.name for f in here.iterdir() if not f.name.startswith("_") and (f / "pack.toml").is_file()))


@cache
def load_page_words() -> tuple[PageWords, ...]:
    """The words around authors and dates in languages that there is no pack for."""
    files = sorted((importlib.resources.files(__name__) / "_pages").iterdir(), key=lambda f: f.name)
    return tuple(_read_table(f, PageWords, f"lang/_pages/{f.name}") for f in files if f.name.endswith(".toml"))


@cache
def load_language(code: str) -> Language:
    """The language of a BCP 47 code; region and script are ignored where the pack has no variant.

    Raises:
        PackError: If there is no pack for it; the message lists those there are.
    """
    known = supported_languages()
    for candidate in (code, code.split("-")[0].lower()):
        if candidate in known:
            return Language(candidate, importlib.resources.files(__name__) / candidate)
    raise PackError(f"no language pack for {code!r}; there are: {', '.join(known)}", place="lang")
