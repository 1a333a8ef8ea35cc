"""What each line of a plain text is: title, prose, heading, caption, byline, date or page furniture.

Prose is what a line is unless something speaks against it: losing a statement costs more than reading a menu.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from propos.lang.folding import fold
from propos.model import Span
from propos.read.datelines import is_dateline
from propos.read.lexicon import Lexicon, load_lexicon
from propos.read.lines import LABEL_LENGTH, WORD, Line


class Role(Enum):
    """What a line is."""

    PROSE = "prose"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    DATE = "date"
    FURNITURE = "furniture"


#: Lines longer than this are furniture only if they hold a notice.
OPENING_WORDS = 16
NOTICE_WORDS = 60
CAPTION_WORDS = 45
CREDIT_WORDS = 8
BYLINE_WORDS = 12
DATE_WORDS = 20
TITLE_WORDS = 35
#: Of lines that have so many words the first is the title, whichever is longest.
LONG_TITLE_WORDS = 9
HEADING_WORDS = 20
MENU_WORDS = 4
POST_WORDS = 8

#: How many lines may stand between the name of an author and the date.
NAME_TO_DATE = 2

#: After a cut mark there may be so much prose, as a share of what stands before, for all of it to be furniture.
CUT_SHARE = 0.5
#: A box within the text holds at most so many lines.
BOX_LINES = 8
#: Where a line goes on with another sentence, and what may be a name: teasers have one sentence each.
NEXT_SENTENCE = re.compile(r"[.!?…][»”\"'’)]*\s+[«“\"‘(]*\s*[A-ZÀ-ÖØ-Þ]")
CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w-]{3,}")

ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
#: The time of an entry in a live blog, how long a piece takes to read, a number between two buttons.
CLOCK = re.compile(
    r"\W*(?:\d{1,2} ?[h:.] ?\d{2}|\d{1,2} ?h|\d{1,2} ?min(?:utes?)?(?: read)?|\d{1,2})"
    r"(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?\W*$"
)
#: How agencies sign: the initials of those who wrote and checked.
SIGNED = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}$")
#: How agencies number their dispatches.
CODES = re.compile(r"(?=(?:\D*\d){4})(?=\S*[A-Z])[A-Z0-9]+(?:[ -][A-Z0-9]+){2,7}$")
#: A menu in one line.
BAR = re.compile(r"\s[|•·>›]\s")
MAIL = re.compile(r"\S@\S+\.\w")
HALVES = re.compile(r"[ap]\.m\.$")
HASHTAGS = re.compile(r"#\w+(?:[\s,]+#\w+)*$")


def find_roles(lines: Sequence[Line]) -> list[Role]:
    """The role of each line, in order."""
    lexicon = load_lexicon()
    roles = [_first_guess(line, lexicon) for line in lines]
    _cut(lines, roles, lexicon)
    _mark_repeats(lines, roles)
    head = next((i for i, (n, r) in enumerate(zip(lines, roles, strict=True)) if _is_body(n, r)), len(lines))
    title = _find_title(lines, roles, head, lexicon)
    if title is not None:
        roles[title] = Role.TITLE
        _mark_labels(lines, roles, title)
        _mark_names(lines, roles, range(title + 1, head), lexicon)
    _mark_menus(lines, roles, 0, head)
    foot = 1 + max((i for i, (n, r) in enumerate(zip(lines, roles, strict=True)) if _is_body(n, r)), default=-1)
    _mark_menus(lines, roles, foot, len(lines))
    _mark_captions(lines, roles, title, lexicon)
    _mark_headings(lines, roles, foot, asking=_is_interview(lines, roles, lexicon))
    return roles


def is_page_furniture(text: str, lexicon: Lexicon) -> bool:
    """Whether a block of a page, by itself, is a button, a box's heading, a byline or a date, and no prose."""
    line = Line(Span(0, len(text)), text, True)
    return _is_furniture(line, lexicon) or _is_byline(line, lexicon) or _is_date(line, lexicon)


def heads_box(text: str) -> bool:
    """Whether a line stands over links to other articles."""
    return Line(Span(0, len(text)), text, True).label in load_lexicon().cuts


def is_label(text: str) -> bool:
    """Whether a block of a page is short and no whole sentence, as the titles of other articles are."""
    line = Line(Span(0, len(text)), text, True)
    return line.words <= HEADING_WORDS and not line.final


def is_name(text: str) -> bool:
    """Whether a block of a page is a person's name and no more."""
    return _is_name(Line(Span(0, len(text)), text, True), load_lexicon())


def is_date(text: str) -> bool:
    """Whether a block of a page is a date, or a date and what happened then to the page."""
    return _is_date(Line(Span(0, len(text)), text, True), load_lexicon())


def is_byline(text: str) -> bool:
    """Whether a line names the authors and does little else."""
    return _is_byline(Line(Span(0, len(text)), text, True), load_lexicon())


def has_credit(text: str) -> bool:
    """Whether a block of a page ends in the name of a photographer or a picture agency, as captions do."""
    line = Line(Span(0, len(text)), text, True)
    return line.words <= CAPTION_WORDS and _has_credit(line, load_lexicon())


def _is_body(line: Line, role: Role) -> bool:
    return role is Role.PROSE and line.prose


def _first_guess(line: Line, lexicon: Lexicon) -> Role:
    if _is_furniture(line, lexicon):
        return Role.FURNITURE
    if _is_byline(line, lexicon):
        return Role.BYLINE
    if _is_date(line, lexicon):
        return Role.DATE
    return Role.PROSE


def _is_furniture(line: Line, lexicon: Lexicon) -> bool:
    if (not WORD.search(line.text) and not line.quoted) or HASHTAGS.match(line.text) or ADDRESS.match(line.text):
        return True
    if line.label in lexicon.lines or line.label in lexicon.cuts:
        return True
    if (
        CLOCK.match(line.folded)
        or CODES.match(line.text)
        or SIGNED.match(line.text)
        or (_is_bar(line) and not _is_date(line, lexicon))
    ):
        return True
    if line.words <= OPENING_WORDS and line.folded.lstrip(" •·-–—>*").startswith(lexicon.openings):
        return not (line.final and line.quoted)
    if line.words <= OPENING_WORDS and MAIL.search(line.text) and not line.quoted:
        return True
    return line.words <= NOTICE_WORDS and lexicon.notices.search(line.folded) is not None


def _is_bar(line: Line) -> bool:
    """Whether a line is a menu: several short entries with bars between."""
    parts = BAR.split(line.text) if len(line.text) <= LABEL_LENGTH and not line.final and not line.quoted else []
    return len(parts) > 2 and all(len(part.split()) <= MENU_WORDS for part in parts)


def _is_byline(line: Line, lexicon: Lexicon) -> bool:
    opening = next((o for o in lexicon.bylines if line.folded.startswith((f"{o} ", f"{o}:"))), None)
    if opening is None or line.words > BYLINE_WORDS or line.final or line.quoted:
        return False
    names = line.text[len(opening) :].strip(" :").split()
    capitals = sum(w[:1].isupper() for w in names)
    return bool(names) and names[0][:1].isupper() and capitals >= 0.6 * len(names)


def _is_date(line: Line, lexicon: Lexicon) -> bool:
    if (
        line.words > DATE_WORDS
        or (line.final and not HALVES.search(line.folded))
        or line.quoted
        or not any(c.isdigit() for c in line.text)
    ):
        return False
    return is_dateline(line.folded, lexicon)


def _cut(lines: Sequence[Line], roles: list[Role], lexicon: Lexicon) -> None:
    """All that follows a cut mark is furniture, unless the article goes on: then only the lines of the box are."""
    words = [n.words if _is_body(n, r) else 0 for n, r in zip(lines, roles, strict=True)]
    total = sum(words)
    before = 0
    for i, line in enumerate(lines):
        after = total - before
        if before and line.label in lexicon.cuts:
            if after <= CUT_SHARE * before and not _goes_on(lines, roles, i):
                roles[i:] = [Role.FURNITURE] * (len(lines) - i)
                return
            _mark_box(lines, roles, i + 1)
        before += words[i]


def _goes_on(lines: Sequence[Line], roles: Sequence[Role], index: int) -> bool:
    """Whether a paragraph below speaks on, in several sentences with a quotation, of names that stood above."""
    above = {name for n in lines[:index] for name in CAPITALISED.findall(n.text)}
    return any(
        _is_body(n, r) and n.quoted and NEXT_SENTENCE.search(n.text) and above & set(CAPITALISED.findall(n.text))
        for n, r in zip(lines[index:], roles[index:], strict=True)
    )


def _mark_box(lines: Sequence[Line], roles: list[Role], start: int) -> None:
    """The titles right under the heading of a box within the text belong to it."""
    for i in range(start, min(start + BOX_LINES, len(lines))):
        if lines[i].prose or (i > start and lines[i].gap):
            return
        roles[i] = Role.FURNITURE


def _mark_repeats(lines: Sequence[Line], roles: list[Role]) -> None:
    """A short line that keeps coming back is a label, if furniture stands beside it or it comes three times."""
    times = Counter(line.label for line in lines if line.words <= 6)
    for i, line in enumerate(lines):
        if roles[i] is not Role.PROSE or line.words > 6 or line.final or line.quoted or line.text.endswith(":"):
            continue
        beside = any(r is Role.FURNITURE for r in (*roles[max(0, i - 1) : i], *roles[i + 1 : i + 2]))
        if times[line.label] >= (2 if beside else 3) and line.label:
            roles[i] = Role.FURNITURE


def _find_title(lines: Sequence[Line], roles: Sequence[Role], head: int, lexicon: Lexicon) -> int | None:
    """The longest line above the first paragraph; else that paragraph itself, if it is a headline in sentence form."""
    candidates = [
        i for i in range(head) if roles[i] is Role.PROSE and 2 <= lines[i].words <= TITLE_WORDS and head < len(lines)
    ]
    candidates = [i for i in candidates if not _has_credit(lines[i], lexicon)] or candidates
    if candidates:
        return max(candidates, key=lambda i: (min(lines[i].words, LONG_TITLE_WORDS), -i))
    if head < len(lines) and _is_headline(lines, head):
        return head
    return None


def _mark_labels(lines: Sequence[Line], roles: list[Role], title: int) -> None:
    """Very short lines above a title that has more words are labels, if only furniture stands around them."""
    for i in range(title):
        line = lines[i]
        short = line.words <= MENU_WORDS < lines[title].words and not line.final and not line.quoted
        above, below = roles[i - 1] if i else Role.FURNITURE, roles[i + 1]
        if short and roles[i] is Role.PROSE and above is Role.FURNITURE and below in (Role.FURNITURE, Role.DATE):
            roles[i] = Role.FURNITURE


def _mark_names(lines: Sequence[Line], roles: list[Role], places: range, lexicon: Lexicon) -> None:
    """A line below the title that is a name and no more, near the date, is a byline; so is what that person is."""
    if any(roles[i] is Role.BYLINE for i in places):
        return
    for i in places:
        near = roles[max(i - NAME_TO_DATE, places.start) : i + NAME_TO_DATE + 1]
        if roles[i] is not Role.PROSE or Role.DATE not in near or not _is_name(lines[i], lexicon):
            continue
        roles[i] = Role.BYLINE
        for j in range(i + 1, min(i + 1 + NAME_TO_DATE, places.stop)):
            dated = j + 1 < places.stop and roles[j + 1] is Role.DATE
            post = not lexicon.roles.isdisjoint(lines[j].folded.split())
            if roles[j] is Role.PROSE and lines[j].words <= POST_WORDS and not lines[j].final and (dated or post):
                roles[j] = Role.FURNITURE
        return


def _is_name(line: Line, lexicon: Lexicon) -> bool:
    words = line.text.split()
    return (
        2 <= len(words) <= MENU_WORDS
        and fold(words[0]) in lexicon.first_names
        and all(word[0].isupper() and word.replace("-", "").replace("’", "").isalpha() for word in words)
    )


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    line, rest = lines[index], lines[index + 1 : index + 4]
    if not rest or line.words > TITLE_WORDS or max(n.words for n in rest) < 1.2 * line.words:
        return False
    words = [w for w in WORD.findall(line.text) if len(w) > 3]
    if not words or re.search(r"[.!?] +\w", line.text.rstrip(".")):
        return False
    if sum(w[:1].isupper() for w in words) >= 0.8 * len(words) and len(words) > 3:
        return True
    # A headline in sentence form: what follows says it all again.
    stems = {fold(w)[:6] for w in words}
    told = {fold(w)[:6] for n in rest for w in WORD.findall(n.text[:2000])}
    return rest[0].gap and len(stems) > 3 and len(stems & told) >= 0.6 * len(stems)


def _mark_menus(lines: Sequence[Line], roles: list[Role], start: int, end: int) -> None:
    """Three or more very short lines in a row, above or below the prose, are a menu."""
    run: list[int] = []
    for i in range(start, end + 1):
        short = i < end and roles[i] in (Role.PROSE, Role.FURNITURE) and lines[i].words <= MENU_WORDS
        if short and not lines[i].final and not lines[i].quoted and not lines[i].text.endswith((":", ";", ",")):
            run.append(i)
            continue
        if len(run) >= 3:
            for j in run:
                roles[j] = Role.FURNITURE
        run = []


def _mark_captions(lines: Sequence[Line], roles: list[Role], title: int | None, lexicon: Lexicon) -> None:
    for i, line in enumerate(lines):
        if roles[i] is not Role.PROSE or line.words > CAPTION_WORDS or i == title:
            continue
        if line.folded.startswith(lexicon.captions) or _has_credit(line, lexicon):
            roles[i] = Role.CAPTION
        elif title is not None and i > title and not line.final and _repeats(line, lines[title]) and i <= title + 6:
            roles[i] = Role.CAPTION


def _has_credit(line: Line, lexicon: Lexicon) -> bool:
    if "©" in line.text or _names_photographer(line, lexicon):
        return True
    if line.quoted:
        return False
    last = re.split(r"[/|(]|: ", line.folded)[-1].strip(" ).")
    named = last in lexicon.credits or (
        len(last.split()) <= 4 and last.endswith(tuple(f" {c}" for c in lexicon.credits))
    )
    return named and last != line.label and not (line.final and line.words > 25)


def _names_photographer(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line ends in "Photo: Ida Pels", behind what the picture shows."""
    for mark in re.finditer(r"[.!?(|/]\s*(?=\w)", line.folded):
        rest = line.folded[mark.end() :]
        opening = next((o for o in lexicon.credit_openings if rest.startswith((f"{o} ", f"{o}:", f"{o},"))), None)
        if opening and len(line.folded) == len(line.text):
            words = WORD.findall(line.text[mark.end() + len(opening) :])
            if 0 < len(words) <= CREDIT_WORDS and sum(w[0].isupper() for w in words) > 0.5 * len(words):
                return True
    return False


def _repeats(line: Line, title: Line) -> bool:
    """Whether a line says a part of the title again."""
    return len(line.label) > 8 and line.label in title.label


def _is_interview(lines: Sequence[Line], roles: Sequence[Role], lexicon: Lexicon) -> bool:
    """Whether a byline says that what follows are questions and answers."""
    named = (n for n, r in zip(lines, roles, strict=True) if r in (Role.BYLINE, Role.FURNITURE))
    return any(n.folded.startswith(lexicon.interviews) for n in named)


def _mark_headings(lines: Sequence[Line], roles: list[Role], foot: int, *, asking: bool) -> None:
    for i, line in enumerate(lines[:foot]):
        if roles[i] is not Role.PROSE or line.prose or not 0 < line.words <= HEADING_WORDS:
            continue
        if line.text.endswith((",", ";", ".", ":")) or (asking and line.text.endswith("?")):
            continue
        follows = next((j for j in range(i + 1, foot) if roles[j] in (Role.PROSE, Role.HEADING)), None)
        if follows is not None and (lines[follows].words > line.words or roles[follows] is Role.HEADING):
            roles[i] = Role.HEADING
