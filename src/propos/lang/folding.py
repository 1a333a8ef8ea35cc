"""Words as they compare: without case, accents or curly apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, accents dropped, apostrophes straight.

    Example:
        >>> fold("L’Élysée")
        "l'elysee"
    """
    plain = text.casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain.replace("’", "'").replace("œ", "oe"))
    return "".join(filterfalse(unicodedata.combining, decomposed))


@lru_cache(maxsize=65536)
def soften(word: str) -> str:
    """A word as it is looked up: accents count in small letters ("piloté"), not under a capital ("État", "Etat").

    Example:
        >>> soften("Élu"), soften("élu")
        ('elu', 'élu')
    """
    if word[:1].isupper():
        return fold(word)
    plain = word.casefold()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain.replace("’", "'"))
