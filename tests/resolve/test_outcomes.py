"""What may have become of a forecast: offered where rare words are shared, and never for what all articles say."""

from __future__ import annotations

from datetime import date

import pytest

from propos.model import Event, Forecast, Reading, Span
from propos.resolve.outcomes import find_words_of_matter, suggest_outcomes
from tests.conftest import make_article


def told(text: str, day: int) -> Reading:
    article = make_article(text, published=date(2024, 5, day))
    events = (Event(span=Span(0, len(text)), type="AGREE"),)
    return Reading(source=f"{day}.txt", article=article, events=events)


FORECAST = told("Le viaduc de Molvert ouvrira demain.", 1)
NOISE = [told(f"Le gouvernement a signé demain un accord numéro {n}.", 10 + n) for n in range(4)]


@pytest.mark.parametrize(
    ("later", "offered"),
    [
        (told("Le viaduc de Molvert a ouvert.", 3), ["Le viaduc de Molvert a ouvert."]),
        (told("Le viaduc de Port-Lisse a ouvert.", 3), []),
        (told("Le gouvernement a ouvert le bal.", 3), []),
        (told("Le viaduc de Molvert a brûlé.", 1), []),
    ],
)
def test_later_passages_that_share_rare_words_are_offered(later, offered):
    readings = [FORECAST, later, *NOISE]
    forecast = Forecast(span=Span(0, len(FORECAST.article.text)), strength="forecast")
    telling = find_words_of_matter(FORECAST, forecast.span).keys() - {"demain"}
    found = suggest_outcomes(forecast, FORECAST, readings, telling)
    assert [o.span.of(o.reading.article.text) for o in found] == offered
