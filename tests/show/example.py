"""A Reading made by hand, about invented people: nested, interrupted and unattributed statements, all layers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from propos.model import (
    Actor,
    Article,
    Event,
    Figure,
    Mention,
    Office,
    Reading,
    Rejected,
    Relay,
    Span,
    Statement,
    TimeExpression,
)

TITLE = "Sallègre : « Le port rouvrira en mai », promet la ministre"
LEAD = "Fermé depuis la tempête, le port de Sallègre doit accueillir de nouveau les ferrys au printemps."
BODY = (
    "« Le port rouvrira en mai », a promis lundi la ministre des Transports, Irène Valcourt, en visite sur les quais. "
    "« Les travaux coûteront 40 millions d’euros, a-t-elle ajouté, et pas un de plus. »",
    "Selon l’agence Corvel, le syndicat des dockers juge ce calendrier « intenable ». "
    "Son secrétaire général, Théo Maubrey, affirme que Mme Valcourt lui a dit en janvier : "
    "« Nous n’avons pas l’argent. »",
    "Le maire assure que la ville paiera « sa part, rien que sa part ». Le « roi du quai », comme on l’appelle ici, "
    "n’en a pas dit plus.",
    "« On verra bien », soupire-t-on dans les bureaux.",
    "« Il faudra trois ans », estime Odile Carmin, ingénieure, dans un entretien au Courrier de Vaubran.",
    "Le trafic avait reculé de 12 % en 2023, d’après l’Office du littoral.",
)
CAPTION = "Les quais de Sallègre, dimanche. Photo Corvel"
FURNITURE = "Recommandé pour vous"
TEXT = "\n\n".join((TITLE, LEAD, CAPTION, *BODY, FURNITURE))


def at(words: str, nth: int = 0) -> Span:
    """The place of the nth occurrence of ``words`` in the example's text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def example_article(**changes: Any) -> Article:
    """The example's article."""
    article = Article(
        text=TEXT,
        lang="fr",
        title=TITLE,
        lead=LEAD,
        paragraphs=tuple(at(words) for words in (LEAD, *BODY)),
        headings=(at(TITLE),),
        captions=(at(CAPTION),),
        furniture=(at(FURNITURE),),
        url="https://www.courrier-vaubran.example/sallegre-port",
        outlet="Le Courrier de Vaubran",
        authors=("Maëlle Ostrov",),
        published=datetime(2024, 3, 12, 7, 30, tzinfo=UTC),
        updated=datetime(2024, 3, 12, 11, 5, tzinfo=UTC),
    )
    return replace(article, **changes)


STATEMENTS = (
    Statement(
        id="s1",
        kind="direct",
        content=(at("Le port rouvrira en mai"),),
        cue=(at("promet"),),
        source=(at("la ministre"),),
        speaker="a1",
        speaker_name="Irène Valcourt",
        stance="promises",
        confidence=0.93,
        rule="cue_after_quotation",
        reason="« la ministre » est le sujet de « promet » ; l’article nomme une seule ministre.",
    ),
    Statement(
        id="s2",
        kind="direct",
        content=(at("Le port rouvrira en mai", 1),),
        cue=(at("a promis"),),
        source=(at("la ministre des Transports, Irène Valcourt"),),
        speaker="a1",
        speaker_name="Irène Valcourt",
        stance="promises",
        said="2024-03-11",
        confidence=0.98,
        rule="cue_after_quotation",
        reason="« Irène Valcourt » est le sujet de « a promis ».",
    ),
    Statement(
        id="s3",
        kind="direct",
        content=(at("Les travaux coûteront 40 millions d’euros"), at("et pas un de plus.")),
        cue=(at("a-t-elle ajouté"),),
        source=(at("elle", 0),),
        speaker="a1",
        speaker_name="Irène Valcourt",
        confidence=0.95,
        rule="inquit_inside",
        reason="« elle » renvoie à Irène Valcourt, seule femme nommée avant.",
    ),
    Statement(
        id="s4",
        kind="mixed",
        content=(at("ce calendrier « intenable »"),),
        cue=(at("juge"),),
        source=(at("le syndicat des dockers"),),
        speaker="a2",
        speaker_name="syndicat des dockers",
        stance="criticises",
        relays=(Relay(name="Corvel", kind="agency", span=at("l’agence Corvel")),),
        confidence=0.81,
        rule="according_to",
        reason="« le syndicat des dockers » est le sujet de « juge ».",
    ),
    Statement(
        id="s5",
        kind="indirect",
        content=(at("Mme Valcourt lui a dit en janvier : « Nous n’avons pas l’argent. »"),),
        cue=(at("affirme"),),
        source=(at("Son secrétaire général, Théo Maubrey"),),
        speaker="a3",
        speaker_name="Théo Maubrey",
        stance="claims",
        confidence=0.9,
        rule="clause_complement",
        reason="« Théo Maubrey » est le sujet de « affirme ».",
    ),
    Statement(
        id="s6",
        kind="direct",
        content=(at("Nous n’avons pas l’argent."),),
        cue=(at("a dit"),),
        source=(at("Mme Valcourt"),),
        speaker="a1",
        speaker_name="Irène Valcourt",
        inside="s5",
        said="2024-01",
        confidence=0.88,
        rule="lead_in_with_colon",
        reason="« Mme Valcourt » est le sujet de « a dit ».",
    ),
    Statement(
        id="s7",
        kind="mixed",
        content=(at("la ville paiera « sa part, rien que sa part »"),),
        cue=(at("assure"),),
        source=(at("Le maire"),),
        speaker="a4",
        speaker_name="le maire",
        confidence=0.6,
        rule="clause_complement",
        reason="« Le maire » est le sujet de « assure » ; l’article ne le nomme pas.",
    ),
    Statement(
        id="s8",
        kind="direct",
        content=(at("On verra bien"),),
        cue=(at("soupire"),),
        source=(at("on dans les bureaux"),),
        mood="asserted",
        confidence=0.4,
        rule="cue_after_quotation",
        reason="Personne n’est nommé.",
    ),
    Statement(
        id="s9",
        kind="direct",
        content=(at("Il faudra trois ans"),),
        cue=(at("estime"),),
        source=(at("Odile Carmin"),),
        speaker="a5",
        speaker_name="Odile Carmin",
        stance="believes",
        relays=(Relay(name="Courrier de Vaubran", kind="outlet", span=at("Courrier de Vaubran")),),
        confidence=0.97,
        rule="cue_after_quotation",
        reason="« Odile Carmin » est le sujet de « estime ».",
    ),
    Statement(
        id="s10",
        kind="indirect",
        content=(at("Le trafic avait reculé de 12 % en 2023"),),
        cue=(at("d’après"),),
        source=(at("l’Office du littoral"),),
        speaker="a6",
        speaker_name="Office du littoral",
        confidence=0.9,
        rule="according_to",
        reason="« d’après » introduit « l’Office du littoral ».",
    ),
)

ACTORS = (
    Actor(
        id="a1",
        name="Irène Valcourt",
        kind="person",
        gender="feminine",
        offices=(Office(title="ministre", of="Transports", span=at("ministre des Transports")),),
        mentions=(
            Mention(span=at("la ministre"), form="office"),
            Mention(span=at("Irène Valcourt"), form="name"),
            Mention(span=at("elle", 0), form="pronoun"),
            Mention(span=at("Mme Valcourt"), form="short"),
        ),
    ),
    Actor(id="a2", name="syndicat des dockers", kind="organisation"),
    Actor(
        id="a3",
        name="Théo Maubrey",
        kind="person",
        offices=(Office(title="secrétaire général", of=None, span=at("secrétaire général")),),
        mentions=(Mention(span=at("Théo Maubrey"), form="name"),),
    ),
    Actor(id="a4", name="le maire", kind="person"),
    Actor(id="a5", name="Odile Carmin", kind="person", mentions=(Mention(span=at("Odile Carmin"), form="name"),)),
    Actor(id="a6", name="Office du littoral", kind="organisation"),
)


def example_reading(**changes: Any) -> Reading:
    """The example's reading; ``changes`` replace its fields."""
    reading = Reading(
        source="samples/sallegre.html",
        article=example_article(),
        statements=STATEMENTS,
        actors=ACTORS,
        times=(
            TimeExpression(span=at("lundi"), type="DATE", value="2024-03-11", text="lundi", anchor="2024-03-12"),
            TimeExpression(span=at("en mai", 1), type="DATE", value="2024-05", text="en mai", anchor="2024-03-12"),
            TimeExpression(span=at("2023"), type="DATE", value="2023", text="2023"),
        ),
        figures=(
            Figure(
                span=at("40 millions d’euros"), value=Decimal("40000000"), unit="EUR", status="forecast", statement="s3"
            ),
            Figure(span=at("12 %"), value=Decimal("12"), unit="%", measure="trafic", direction="down", statement="s10"),
        ),
        events=(
            Event(span=at("rouvrira", 1), type="COOPERATE", who=("port de Sallègre",), status="planned", voice="s2"),
        ),
        rejected=(Rejected(span=at("roi du quai"), reason="un surnom"),),
        warnings=("Less than half of the page’s visible text was kept.",),
    )
    return replace(reading, **changes)
