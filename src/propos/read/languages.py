"""Which language a text is in, among those that propos has a pack for."""

from __future__ import annotations

from functools import cache
from typing import Any

from propos.errors import ReadError
from propos.lang import supported_languages

#: Below so many letters the words are too few to contradict what a page says of itself.
FEW_LETTERS = 200

#: How much of a text is looked at, in code points.
SAMPLE = 20_000


def detect_language(text: str, *, hint: str | None = None, place: str = "") -> str:
    """The code of the language that a text is in.

    Args:
        text: Prose, furniture left out as far as possible.
        hint: What the page says of itself ("fr-CA"); decides where the words are too few.
        place: For the error.

    Raises:
        ReadError: If it is a language that propos has no pack for; the message lists those it has.
    """
    supported = supported_languages()
    found = guess_language(text, hint=hint)
    if found in supported:
        return found
    raise ReadError(
        f"the text is in a language that propos does not read ({found}); it reads {', '.join(supported)}"
        " (say which with --lang if this is wrong)",
        place=place,
    )


def guess_language(text: str, *, hint: str | None = None) -> str:
    """The code of the language that a text is in, whether propos reads it or not; of few words, one that it reads.

    Args:
        text: As for detect_language.
        hint: As for detect_language.
    """
    supported = supported_languages()
    hinted = (hint or "").replace("_", "-").split("-")[0].lower()
    letters = sum(map(str.isalpha, text[:SAMPLE]))
    if letters < FEW_LETTERS and hinted in supported:
        return hinted
    ranked: list[tuple[str, float]] = _identifier().rank(text[:SAMPLE])
    best = ranked[0][0]
    if best in supported or letters >= FEW_LETTERS:
        return best
    return next(code for code, _ in ranked if code in supported)


@cache
def _identifier() -> Any:
    # The model takes a second to load: only whoever detects a language pays for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
