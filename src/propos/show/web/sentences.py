"""What stages say to the user, in the language of the pages: warnings and errors are English sentences with values."""

from __future__ import annotations

import re
from functools import cache

from propos.show.web.translations import Formats, load_messages
from propos.show.web.translations import mark as _

#: Every sentence that a warning or an error on a page may be.
SENTENCES = (
    # warnings
    _("no statement was looked for: propos does not read this language ({language}); it reads {known}"),
    _("only {share} of the page's visible text was kept: part of the article may be missing"),
    # a page could not be had
    _("is not a sound gzip file"),
    _("is a gzip file that breaks off"),
    _("is larger than {size} MB, decompressed; nothing of it was read"),
    _("redirects more than {number} times"),
    _("is not an address of the web"),
    _("leads to {address}, which is not an address of the web (http or https)"),
    _("the server answers {status}; open the page in a browser, save it and give the file"),
    _("the server answers {status}"),
    _("the server packs its answer as {coding}, which was not asked for"),
    _("took longer than {seconds} seconds"),
    _("the server did not answer in time"),
    _("the server could not be reached ({cause})"),
    _("the server's answer is packed wrongly"),
    _("there is no server called {host}, or the network is down"),
    _(
        "{host} is an address of a private network, which is not called;"
        " on the command line, --allow-private lifts this"
    ),
    _("holds more than {size} GB, decompressed"),
    _("this line is longer than {size} MB"),
    _("this line is not JSON"),
    _("this line is not a JSON object"),
    _("this document has neither html nor text"),
    _("published is not a date like 2024-05-31 or 2024-05-31T08:00:00+02:00"),
    _("there is no such file or folder"),
    _("standard input is a keyboard: pipe a document into propos"),
    _("this folder holds no {endings} file"),
    _("cannot be opened ({cause})"),
    _("breaks after record {number} ({cause})"),
    _("is not a web archive ({cause})"),
    _("is not a web archive, or an empty one"),
    _("this record is larger than {size} MB"),
    # a page could not be read
    _("no article was found in the page"),
    _("holds more than {number} characters of text, which is no article"),
    _("took too long to read and was given up"),
    _("this is a PDF, not a page or a text"),
    _("this is a zip archive or an office document, not a page or a text"),
    _("this is a picture, not a page or a text"),
    _("this is a compressed file, not a page or a text"),
    _("this is an office document, not a page or a text"),
    _("this is an RTF document, not a page or a text"),
    _("this is a program, not a page or a text"),
    _("this is not a page or a text (binary data)"),
    _("this is {kind}, not a page or a text"),
    _("nothing could be made of this page (the extraction broke off)"),
    _("is longer than {number} characters"),
    _("holds no text"),
    _("has {number} tags, which is no article's page"),
    _(
        "the text is in a language that propos does not read ({language}); it reads {known}"
        " (say which with --lang if this is wrong)"
    ),
    _("is not a page that can be parsed"),
    _("was not read"),
    # the form
    _("{value} is not a date like 2024-05-31"),
    _("nothing was given; paste a text, choose a file or give an address"),
    _("an address begins with http:// or https://"),
    _("no article was found in it"),
    _("no language pack for {code}; there are: {known}"),
    # the archive
    _("there is no article {number}"),
    _("there is no actor {number}"),
    _("there is no utterance {number}"),
    _("there is no statement {number}"),
    _("there is no saved search {name}"),
    _("there is no decision {number} in force"),
    _("there is no change {number} in force"),
    _("these are one and the same statement"),
    _("undo change {number} first: it came after this one"),
    _("an actor cannot be merged into itself"),
    _("actor {number} is in none of these articles"),
    _("a name needs at least one letter"),
    _("an actor is always itself"),
    _("nothing is known of {item}; see: propos import-wikidata"),
    _("cannot be read to its end: {cause}"),
    _("{value} is not a Wikidata identifier like Q42"),
    _("this is not a cursor that a page of results gave"),
    _("this is the cursor of another order"),
    _("a search that is kept needs a name"),
    _("give words or a filter: this search would find everything"),
    _("the database says: {cause}"),
    _("this file is damaged; make a new archive from a backup with: propos restore"),
    _("the disk is full; make room and do the same again, what was kept is not read twice"),
    _("another program keeps writing to it; do the same again when that one has ended"),
    _("it may not be written to; make the file and its folder writable"),
    _("it is no file that can be opened, or its folder may not be written to"),
    _("the disk does not read or write as it should"),
    # a request
    _("this cannot be answered: {names}"),
    _("this request came from another site and was refused"),
    _("too large: at most {size} MB at once"),
)
#: A number as the stages write it, its digits grouped or not.
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, pattern_of(sentence)) for sentence in SENTENCES)


def pattern_of(sentence: str) -> re.Pattern[str]:
    """What a sentence with its values looks like; each value is a named group."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)


class Teller:
    """Says a sentence of a stage in an interface language; one that it does not know stays as it is.

    Args:
        lang: Interface language.
    """

    def __init__(self, lang: str) -> None:
        self._translate = load_messages(lang).gettext
        self._formats = Formats(lang)

    def __call__(self, sentence: str) -> str:
        """The sentence, translated."""
        for known, pattern in _patterns():
            found = pattern.fullmatch(sentence)
            if found:
                return self._translate(known).format(**{k: self._value(v) for k, v in found.groupdict().items()})
        return sentence

    def _value(self, value: str) -> str:
        """A value as the language writes it: percentages and numbers."""
        if value.endswith("%") and value[:-1].isdigit():
            return self._formats.percent(int(value[:-1]) / 100)
        return self._formats.number(int(value.replace(",", ""))) if _NUMBER.fullmatch(value) else value
