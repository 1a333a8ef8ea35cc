"""Where sentences are cut before anything is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.find.sentences import cut_sentences
from propos.model import Span


@pytest.mark.parametrize(
    "text",
    [
        "Il pleut. |Le vent se lève.",
        "Vient-il ? |Oui ! |Tant mieux… |Il reste.",
        "M. Rey est venu. |Mme Rey aussi.",
        "Sen. Ada Lowe met Gov. Rey. on Monday.",
        "L'art. 11 et l'al. 2 valent. |L'autre non.",
        "Il cite l'art. 11 de la loi.",
        "J. Rey et A.-M. Vanier sont là.",
        "The U.S. Army left. |It rained.",
        "Clinton vs. Rey is on.",
        "C'était en 2012. |Depuis, rien.",
        "Le taux est de 2.5 % par an.",
        "Il dit « Bien. Très bien » et part. |Puis il revient.",
        "« Il pleut. » |Le maire le dit.",
        "« Il pleut. » dit le maire.",
        "“It rains.” |“It does.”",
        "(Il pleut.) |Le vent se lève.",
        "Le site exemple.fr a fermé.",
        "Il vient. il part.",
        "Il pleut. |– Oui, dit-elle.",
    ],
)
def test_cuts(text):
    plain = text.replace("|", "")
    quotations = [Span(plain.index(a), plain.index(b) + 1) for a, b in ("«»", "“”") if a in plain and b in plain]
    assert "|".join(s.of(plain) for s in cut_sentences(plain, Span(0, len(plain)), quotations)) == text


@given(st.text(alphabet=st.sampled_from('aA. «»"!?…\n 1'), max_size=80), st.integers(0, 20), st.integers(0, 40))
def test_sentences_cover_their_stretch_without_gaps(text, start, length):
    span = Span(min(start, len(text)), min(start + length, len(text)))
    sentences = cut_sentences(text, span)
    assert "".join(s.of(text) for s in sentences) == span.of(text)
