"""Makes the gold data in ``gold/`` from annotations that name the words themselves.

python benchmarks/goldmaker.py           write NAME.txt and NAME.json beside every NAME.toml
python benchmarks/goldmaker.py --show    print every annotation in its place, to be read once more

An annotation names its words as a substring of the text:

    "a déclaré"              the only occurrence; for a cue or a source, the one nearest to the content
    "il#2"                   the second occurrence
    "Nous vous ~ dessiné"    from the first words to the next occurrence of the last ones

Kinds of spaces and apostrophes do not matter; every substring must be found, and whole words only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "gold"
#: All sets with times, figures and events.
SETS_OF_QUANTITIES = (
    "times_figures",
    "check_open",
    "check_kept",
    "press_open",
    *(f"desks{n}_open" for n in ("", *range(2, 10))),
)
FOLD = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})

Spans = list[tuple[int, int]]


class AnnotationError(Exception):
    """An annotation whose words are not in the text, or in several places."""


@dataclass(frozen=True)
class Finder:
    """Looks substrings up in one text."""

    text: str

    def occurrences(self, words: str, *, after: int = 0) -> Spans:
        """All places of ``words`` from ``after`` on, in order; letters may not touch either end."""
        pattern = re.escape(words.translate(FOLD))
        left = r"(?<!\w)" if words[:1].isalnum() else ""
        right = r"(?!\w)" if words[-1:].isalnum() else ""
        return [m.span() for m in re.compile(left + pattern + right).finditer(self.text.translate(FOLD), after)]

    def places(self, words: str) -> Spans:
        """All places that an annotation's words may mean; one if it says which."""
        words, _, which = words.partition("#")
        first, tilde, last = words.partition(" ~ ")
        spans = self.occurrences(first)
        if which:
            spans = spans[int(which) - 1 : int(which)]
        if tilde:
            spans = [(start, self._end(last, end)) for start, end in spans]
        if not spans:
            raise AnnotationError(f"not found: {words!r} {which}")
        return spans

    def _end(self, last: str, after: int) -> int:
        ends = self.occurrences(last, after=after)
        if not ends:
            raise AnnotationError(f"not found after the first words: {last!r}")
        return ends[0][1]

    def only(self, words: str) -> tuple[int, int]:
        """The one place of an annotation's words."""
        spans = self.places(words)
        if len(spans) > 1:
            raise AnnotationError(f"{len(spans)} places, say which: {words!r}")
        return spans[0]

    def nearest(self, words: str, content: Spans) -> tuple[int, int]:
        """The place nearest to ``content``, outside it if there is one as near."""
        ranked = sorted((distance(span, content), span) for span in self.places(words))
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            raise AnnotationError(f"two places as near, say which: {words!r}")
        return ranked[0][1]


def distance(span: tuple[int, int], content: Spans) -> tuple[bool, int]:
    """How far a span is from the nearest part of the content; what lies inside comes last."""
    inside = any(s <= span[0] and span[1] <= e for s, e in content)
    return inside, min(abs(span[0] - e) if span[0] >= e else abs(s - span[1]) for s, e in content)


def listed(value: str | list[str] | None) -> list[str]:
    """One or several strings as a list."""
    return [] if value is None else [value] if isinstance(value, str) else value


def text_of(annotations: dict[str, Any]) -> str:
    """The text that is annotated: written in the annotation file, or the prose of a sample page."""
    if "text" in annotations:
        return unicodedata.normalize("NFC", annotations["text"].strip() + "\n")
    path = ROOT / annotations["page"]
    if path.suffix == ".txt":
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    content = path.read_bytes()
    tree = html.fromstring(content.decode("cp1252" if b"charset=windows-1252" in content else "utf-8"))
    lines = [line for node in tree.xpath(annotations["select"]) for line in lines_of(node)]
    return unicodedata.normalize("NFC", "\n\n".join(lines) + "\n")


def lines_of(node: html.HtmlElement) -> list[str]:
    """The lines of one element, with the breaks that ``<br>`` makes."""
    for line_break in node.xpath(".//br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in node.text_content().split("\n"))
    return [line for line in lines if line]


def statement(entry: dict[str, Any], number: int, *, finder: Finder, speakers: dict[str, Any]) -> dict[str, Any]:
    """One attribution in the gold format."""
    kind = next(k for k in ("direct", "mixed", "indirect") if k in entry)
    content = [finder.only(words) for words in listed(entry[kind])]
    name, speaker_kind = speaker_of(entry.get("who"), speakers)
    made: dict[str, Any] = {
        "id": f"a{number}",
        "type": kind,
        "content": content,
        "cue": [finder.nearest(words, content) for words in listed(entry.get("cue"))],
        "source": [finder.nearest(words, content) for words in listed(entry.get("src"))],
        "speaker": name,
        "speaker_kind": speaker_kind,
        "via": listed(entry.get("via")),
    }
    if entry.get("ambiguous"):
        made["ambiguous"] = True
    return made


def speaker_of(key: str | None, speakers: dict[str, Any]) -> tuple[str | None, str | None]:
    """The canonical name and kind that stand for a key of the ``[speakers]`` table."""
    if key is None:
        return None, None
    name, kind = speakers[key] if isinstance(speakers[key], list) else (speakers[key], "person")
    return name, kind


def make_statements(annotations: dict[str, Any], finder: Finder) -> dict[str, Any]:
    """The attributions of one document, in the order of their content."""
    speakers = annotations.get("speakers", {})
    made = [statement(e, 0, finder=finder, speakers=speakers) for e in annotations.get("statements", [])]
    made.sort(key=lambda a: a["content"][0])
    return {"attributions": [{**a, "id": f"a{i}"} for i, a in enumerate(made, 1)]}


def make_record(annotations: dict[str, Any], finder: Finder) -> dict[str, Any]:
    """The times, figures and events of one document, each in text order."""
    times = [
        {"span": finder.only(t["w"]), "type": t["type"], "value": t["value"]}
        | {"mod": t.get("mod"), "vague": t.get("vague", False)}
        for t in annotations.get("times", [])
    ]
    figures = [
        {"span": finder.only(f["w"]), "value": f.get("value"), "unit": f.get("unit"), "hedge": f.get("hedge")}
        | {"direction": f.get("direction"), "said_by": f.get("by")}
        for f in annotations.get("figures", [])
    ]
    events = [
        {"span": finder.only(e["w"]), "type": e["type"], "status": e.get("status", "happened")}
        | {"voice": e.get("voice", "article")}
        for e in annotations.get("events", [])
    ]
    return {
        "times": sorted(times, key=lambda t: t["span"]),
        "figures": sorted(figures, key=lambda f: f["span"]),
        "events": sorted(events, key=lambda e: e["span"]),
    }


MAKERS: dict[str, Callable[[dict[str, Any], Finder], dict[str, Any]]] = {
    "statements/fr": make_statements,
    "statements/fr_check": make_statements,
    "statements/en": make_statements,
    "names/fr": make_statements,
    "names/en": make_statements,
    "registers_open/en": make_statements,
    "registers_kept/en": make_statements,
    **{f"{name}/{lang}": make_record for name in SETS_OF_QUANTITIES for lang in ("fr", "en")},
}


def make(path: Path, folder: str) -> tuple[str, dict[str, Any]]:
    """The text and the gold record that one annotation file stands for."""
    annotations = tomllib.loads(path.read_text(encoding="utf-8"))
    text = text_of(annotations)
    published = annotations.get("published")
    head = {
        "id": path.stem,
        "lang": folder.rpartition("/")[2][:2],
        "published": published.isoformat() if isinstance(published, date) else None,
        "origin": annotations.get("page", "written for propos"),
    }
    return text, head | MAKERS[folder](annotations, Finder(text))


def shown(text: str, record: dict[str, Any]) -> str:
    """Every annotation of a record with its words, one a line."""
    lines = []
    for a in record.get("attributions", ()):
        parts = {k: " … ".join(text[s:e] for s, e in a[k]) for k in ("content", "cue", "source")}
        lines.append(f"{a['id']} {a['type']} {a['speaker']!r} <{parts['source']}> [{parts['cue']}] {parts['content']}")
    for kind in ("times", "figures", "events"):
        for item in record.get(kind, ()):
            rest = {k: v for k, v in item.items() if k != "span" and v not in (None, False)}
            lines.append(f"{kind[:-1]} {text[slice(*item['span'])]!r} {rest}")
    return "\n".join(lines)


def main() -> int:
    """Makes all gold documents; the exit status is 1 if an annotation is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the annotations instead of writing them")
    parser.add_argument("names", nargs="*", help="only these documents")
    arguments = parser.parse_args()
    faults = 0
    for folder in MAKERS:
        for path in sorted((GOLD / folder).glob("*.toml")):
            if arguments.names and path.stem not in arguments.names:
                continue
            try:
                text, record = make(path, folder)
            except (AnnotationError, KeyError, StopIteration, tomllib.TOMLDecodeError) as error:
                print(f"{path.relative_to(ROOT)}: {error!r}", file=sys.stderr)
                faults += 1
                continue
            if arguments.show:
                print(f"== {folder}/{path.stem}\n{shown(text, record)}")
                continue
            path.with_suffix(".txt").write_text(text, encoding="utf-8")
            path.with_suffix(".json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
