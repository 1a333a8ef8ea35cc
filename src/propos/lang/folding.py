"""Words as they compare: without case, accents or curly apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, accents dropped, apostrophes straight.

    Example:
        >>> fold("L’Élysée")
        "l'elysee"
    """
    plain = text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe").casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def soften(word: str) -> str:
    """A word as it is looked up: accents count in small letters ("piloté"), not under a capital ("État", "Etat").

    Example:
        >>> soften("Élu"), soften("élu")
        ('elu', 'élu')
    """
    return fold(word) if word[:1].isupper() else unicodedata.normalize("NFC", word.replace("’", "'").casefold())
