"""``furniture.toml``: the words of page furniture: menus, buttons, banners, boxes."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Table


class PageWords(Table):
    """The words around authors and dates on a page; all compared without case and accents.

    Attributes:
        bylines: Beginnings of a line that names the authors ("par", "propos recueillis par").
        joiners: Words that join the names of two authors ("et").
        roles: What authors are for their paper ("journaliste", "editor"): no part of their names.
        datelines: Beginnings of a line that gives the date of publication ("publié le").
        updates: The same for the date of the last change ("mis à jour le").
        months: Names and abbreviations of the months, January first; alternatives with a bar between.
    """

    bylines: tuple[str, ...]
    joiners: tuple[str, ...]
    roles: tuple[str, ...]
    datelines: tuple[str, ...]
    updates: tuple[str, ...]
    months: tuple[str, ...]


class FurnitureTable(PageWords):
    """Lines that belong to the page and not to the article; all compared without case, accents and final punctuation.

    Attributes:
        lines: Whole lines (buttons, menu entries, labels).
        openings: Beginnings of short lines that are furniture whatever follows ("lire aussi :", "logo").
        notices: Words that only banners and notices hold (cookies, newsletters, rights); the whole line is furniture.
        logos: Words before the name of the outlet, where a logo has been made text ("logo").
        cuts: Whole lines after which nothing of the article follows ("recommandé pour vous").
        captions: Beginnings of picture captions ("photo :", "légende").
        credits: Picture agencies and other words that end a caption ("AFP", "Getty Images").
        credit_openings: Words that stand before the name of who took a picture ("photo", "image source").
        interviews: Those bylines that tell an interview ("propos recueillis par").
        stop_words: The most common words: prose is full of them, furniture is not.
    """

    file: ClassVar[str] = "furniture.toml"

    lines: tuple[str, ...]
    openings: tuple[str, ...]
    notices: tuple[str, ...]
    logos: tuple[str, ...]
    cuts: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    credit_openings: tuple[str, ...]
    interviews: tuple[str, ...]
    stop_words: tuple[str, ...]
