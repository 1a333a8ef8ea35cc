"""The furniture words of all languages together: a French page has English buttons, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from propos.lang import load_language, load_page_words, supported_languages
from propos.lang.folding import fold
from propos.lang.tables.furniture import FurnitureTable, PageWords
from propos.lang.tables.names import Names


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of all languages, joined; see FurnitureTable for what each field holds."""

    lines: frozenset[str]
    openings: tuple[str, ...]
    notices: re.Pattern[str]
    logos: tuple[str, ...]
    cuts: frozenset[str]
    captions: tuple[str, ...]
    credits: frozenset[str]
    credit_openings: tuple[str, ...]
    interviews: tuple[str, ...]
    bylines: tuple[str, ...]
    joiners: tuple[str, ...]
    roles: frozenset[str]
    datelines: tuple[str, ...]
    updates: tuple[str, ...]
    months: dict[str, int]
    stop_words: frozenset[str]
    first_names: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of all languages there are packs for."""
    tables = [load_language(code).table(FurnitureTable) for code in supported_languages()]

    pages = (*tables, *load_page_words())

    def joined(field: str) -> tuple[str, ...]:
        sources = pages if field in PageWords.model_fields else tables
        return tuple(dict.fromkeys(word for table in sources for word in getattr(table, field)))

    return Lexicon(
        lines=frozenset(joined("lines")),
        openings=joined("openings"),
        notices=re.compile("|".join(map(re.escape, joined("notices")))),
        logos=joined("logos"),
        cuts=frozenset(joined("cuts")),
        captions=joined("captions"),
        credits=frozenset(joined("credits")),
        credit_openings=_longest_first(joined("credit_openings")),
        interviews=joined("interviews"),
        bylines=_longest_first(joined("bylines")),
        joiners=joined("joiners"),
        roles=frozenset(joined("roles")),
        datelines=_longest_first(joined("datelines")),
        updates=_longest_first(joined("updates")),
        months={
            name: number
            for table in pages
            for number, names in enumerate(table.months, start=1)
            for name in names.split("|")
        },
        stop_words=frozenset(joined("stop_words")),
        first_names=frozenset(
            fold(name)
            for code in supported_languages()
            for names in load_language(code).table(Names).first_names.model_dump().values()
            for name in names
        ),
    )


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
