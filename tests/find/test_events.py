"""Events: type, status and voice, as tables of sentences about invented countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.find.events import find_events
from propos.find.parse import Parse, ParsedParagraph
from propos.find.times import find_times
from propos.lang import load_language, supported_languages
from propos.lang.tables.events import Events
from propos.model import Actor, Event, Mention, Span, Statement, TimeExpression
from tests.conftest import make_article


def events_in(text: str, lang: str = "fr", statements: tuple[Statement, ...] = ()) -> tuple[Event, ...]:
    return find_events(
        make_article(text, lang), statements=statements, actors=(), times=(), language=load_language(lang)
    )


def statement(text: str, content: str, **fields: str) -> Statement:
    start = text.index(content)
    return Statement(id="s1", kind="indirect", content=(Span(start, start + len(content)),), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "status"),
    [
        ("fr", "La Kestrie et la Valdorie ont signé un accord de pêche.", "AGREE", "happened"),
        ("fr", "L'accord n'a pas encore été signé.", "AGREE", "negated"),
        ("fr", "La Valdorie a imposé de nouvelles sanctions à la Sordavie.", "SANCTION", "happened"),
        ("fr", "La Valdorie n'a pas expulsé l'ambassadeur.", "SANCTION", "negated"),
        ("fr", "La Kestrie s'est abstenue de condamner l'offensive.", "ACCUSE", "negated"),
        ("fr", "La Kestrie a veillé à ne pas fournir de soutien matériel aux rebelles.", "AID", "negated"),
        ("fr", "Les deux présidents se rencontreront au printemps.", "CONSULT", "planned"),
        ("fr", "Une visite d'État est prévue à Ostrane.", "CONSULT", "planned"),
        ("fr", "La marine sordave mène depuis jeudi des manœuvres.", "MOBILIZE", "under way"),
        ("fr", "Tirvask aurait violé les eaux kestriennes.", "COERCE", "claimed"),
        ("fr", "Le trafic augmentera de 4 % cette année.", "CHANGE", "projected"),
        ("fr", "Le chômage a reculé de 0,4 point.", "CHANGE", "happened"),
        ("fr", "Une rencontre pourrait suivre.", "CONSULT", "hypothetical"),
        ("fr", "Les prix ne progresseront que de 2 %.", "CHANGE", "projected"),
        ("fr", "La police les a délogés sans heurts.", "COERCE", "happened"),
        ("fr", "Le maire n'exclut pas de démissionner.", "CONCEDE", "hypothetical"),
        ("fr", "La milice dément avoir bombardé le port.", "ASSAULT", "denied"),
        ("fr", "Elle appelle à une marche dès mercredi.", "PROTEST", "planned"),
        ("fr", "La CFT menace de fermer le site.", "THREATEN", "happened"),
        ("fr", "Une marche blanche partira de la place.", "PROTEST", "planned"),
        ("fr", "Le ministre a écarté lundi soir tout report.", "REJECT", "happened"),
        ("fr", "Les prix se sont effondrés.", "CHANGE", "happened"),
        ("fr", "L'Union a condamné « un acte lâche ».", "ACCUSE", "happened"),
        ("fr", "Une rencontre qui serait un symbole.", "CONSULT", "hypothetical"),
        ("fr", "Quatre Canadair et 650 hommes ont été mobilisés.", "MOBILIZE", "happened"),
        ("fr", "Le titre a lâché 4 %.", "CHANGE", "happened"),
        ("fr", "Le préfet, qui ne dit rien, a interpellé le ministre.", "REQUEST", "happened"),
        ("en", "The army denied shelling the port.", "ASSAULT", "denied"),
        ("en", "The company may blacklist three banks.", "SANCTION", "hypothetical"),
        ("en", "Council tax is likely to rise by 4.99%.", "CHANGE", "projected"),
        ("en", "In May the council banned cars.", "SANCTION", "happened"),
        ("en", "Two trawlers have been seized in the bay.", "COERCE", "happened"),
        ("en", "Prices have been falling for a year.", "CHANGE", "under way"),
        ("en", "The president withdrew 300 soldiers.", "RETREAT", "happened"),
        ("en", "Kestria and Valdoria signed a fishing agreement.", "AGREE", "happened"),
        ("en", "The agreement has not yet been signed.", "AGREE", "negated"),
        ("en", "Nurses will strike on Monday.", "PROTEST", "planned"),
        ("en", "Ticket prices will rise by 8 per cent.", "CHANGE", "projected"),
        ("en", "Government troops shelled two villages.", "ASSAULT", "happened"),
    ],
)
def test_type_and_status_in_the_articles_voice(lang: str, text: str, kind: str, status: str) -> None:
    assert [(e.type, e.status, e.voice) for e in events_in(text, lang)] == [(kind, status, "article")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The index edged down 0.3% and the yield slipped to 3.6%.", ["CHANGE", "CHANGE"]),
        ("Its leader stormed out and later quit the committee.", ["PROTEST", "CONCEDE"]),
        ("The group will cut its dividend and lay off 900 staff.", ["CHANGE", "CHANGE"]),
        ("They marched on the hall and the council backed down.", ["PROTEST", "CONCEDE"]),
        ("Monitors recorded 14 ceasefire violations.", []),
        ("The union demanded a rise of 9%.", ["REQUEST"]),
        ("The doctor, who asked not to be named, left.", []),
        ("Some hurled bottles and made 54 arrests.", ["ASSAULT", "COERCE"]),
        ("Lawmakers narrowly passed an emergency budget.", ["SUPPORT"]),
        ("The judge rejected that and fined him £18,000.", ["REJECT", "SANCTION"]),
        ("The union condemned the plan and is planning a strike.", ["ACCUSE", "PROTEST"]),
        ("The raid killed nine and wounded 31.", ["ASSAULT"]),
        ("Detectives investigating the theft have arrested two men.", ["COERCE"]),
        ("He lost the match in front of 2,000 people.", []),
    ],
)
def test_verbs_that_and_joins_tell_their_own_events(text: str, expected: list[str]) -> None:
    found = events_in(text, "en")
    assert [e.type for e in found] == expected
    assert len({e.status for e in found}) <= 1  # "will" holds for both


@pytest.mark.parametrize(
    ("lang", "text", "who", "whom", "where"),
    [
        ("en", "Mayor Paul Morland was arrested in New Easton in May.", (), ("a1",), "New Easton"),
        ("en", "Paul Morland is protesting in May.", ("a1",), (), None),
        ("fr", "Paul Morand a été condamné à Lyon à deux ans de prison.", (), ("a1",), "Lyon"),
        ("fr", "Paul Morand s'est opposé mardi au texte.", ("a1",), (), None),
    ],
)
def test_who_does_and_to_whom_it_is_done(
    lang: str, text: str, who: tuple[str, ...], whom: tuple[str, ...], where: str | None
) -> None:
    article, language = make_article(text, lang, date(2024, 5, 14)), load_language(lang)
    start = text.index("Paul")
    name = Mention(span=Span(start, text.index(" ", start + 5)), form="name")
    actors = (Actor(id="a1", name="Paul Morland", kind="person", mentions=(name,)),)
    times = find_times(article, language)
    (event,) = find_events(article, statements=(), actors=actors, times=times, language=language)
    assert (event.who, event.whom, event.where) == (who, whom, where)


def test_a_noun_that_is_only_described_tells_of_nothing() -> None:
    assert events_in("La sanction est lourde.") == ()
    assert events_in("Une école s'est effondrée.") == ()
    assert [e.type for e in events_in("La sanction est maintenue.")] == ["SANCTION"]


@pytest.mark.parametrize(
    ("text", "content", "stance", "status"),
    [
        ("Les rebelles nient avoir attaqué le poste.", "avoir attaqué le poste", "denies", "denied"),
        ("Selon l'armée, quatre soldats ont été tués.", "quatre soldats ont été tués", "states", "claimed"),
        ("La Sordavie a promis de verser 250 millions.", "verser 250 millions", "promises", "planned"),
        ("Elle assure que le pays coopérera.", "le pays coopérera", "states", "planned"),
    ],
)
def test_status_in_a_statements_voice(text: str, content: str, stance: str, status: str) -> None:
    found = events_in(text, statements=(statement(text, content, stance=stance),))
    assert [(e.status, e.voice) for e in found if e.voice != "article"] == [(status, "s1")]


def test_a_noun_strong_enough_tells_of_an_event_by_itself() -> None:
    found = events_in("Les relations ont souffert depuis l'invasion de la Kestrie.")
    assert [(e.type, e.span.of("Les relations ont souffert depuis l'invasion de la Kestrie.")) for e in found] == [
        ("ASSAULT", "l'invasion de la Kestrie")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Les soldats tués étaient jeunes.",
        "Le séisme a tué soixante personnes.",
        "Il faisait beau sur la vallée.",
        "La demande est forte.",
    ],
)
def test_words_that_only_look_like_an_event(text: str) -> None:
    assert events_in(text) == ()


def test_an_event_told_twice_in_the_same_words_is_kept_once() -> None:
    assert len(events_in("Ils ont signé un accord.\n\nIls ont signé un accord.")) == 1


def test_who_whom_where_and_when() -> None:
    text = "La Kestrie a bombardé la Sordavie mardi à Karvesh."
    spans = {"a1": Span(0, 10), "a2": Span(22, 33)}
    actors = tuple(
        Actor(id=i, name=s.of(text), kind="country", mentions=(Mention(span=s, form="name"),)) for i, s in spans.items()
    )
    time = TimeExpression(span=Span(34, 39), type="DATE", value="2024-05-14", text="mardi")
    (event,) = find_events(
        make_article(text), statements=(), actors=actors, times=(time,), language=load_language("fr")
    )
    assert (event.who, event.whom, event.where, event.when) == (("a1",), ("a2",), "Karvesh", "2024-05-14")


def test_the_agent_of_a_passive_is_who() -> None:
    text = "La ville a été bombardée par la Sordavie."
    sordavia = Actor(id="a1", name="Sordavie", kind="country", mentions=(Mention(span=Span(29, 40), form="name"),))
    (event,) = find_events(
        make_article(text), statements=(), actors=(sordavia,), times=(), language=load_language("fr")
    )
    assert (event.who, event.whom) == (("a1",), ())


@pytest.mark.parametrize("lang", supported_languages())
def test_each_example_of_the_pack_tells_of_its_type(lang: str) -> None:
    for trigger in load_language(lang).table(Events).triggers:
        assert trigger.type in {e.type for e in events_in(trigger.example, lang)}, trigger.example


@pytest.mark.parametrize("lang", supported_languages())
def test_each_example_of_a_mode_and_of_a_context_shows_it(lang: str) -> None:
    table = load_language(lang).table(Events)
    for mode in table.modes:
        assert (mode.type, mode.name) in {(e.type, e.mode) for e in events_in(mode.example, lang)}, mode.example
    for context in table.contexts:
        assert context.name in {c for e in events_in(context.example, lang) for c in e.context}, context.example


@pytest.mark.parametrize(
    ("lang", "text", "types"),
    [
        ("fr", "Le tribunal a condamné le maire à deux ans de prison.", ["COERCE"]),
        ("fr", "La Kestrie a condamné l’attaque.", ["ACCUSE"]),
        ("fr", "Elle a dénoncé une fraude et a saisi le tribunal.", ["ACCUSE", "ACCUSE"]),
        ("fr", "Le titre cédait 0,7 % vers 17 h 30.", ["CHANGE"]),
        ("fr", "Arrêté mardi, il a tout nié.", ["COERCE"]),
        ("fr", "Un feu de forêt a fait douze victimes.\nDeux pompiers ont été tués par les flammes.", ["ASSAULT"]),
        ("en", "Unions asked for talks and have accused the board.", ["REQUEST", "ACCUSE"]),
        ("en", "Shares tumbled 14%.", ["CHANGE"]),
        ("en", "A wildfire near the coast killed two people.", []),
    ],
)
def test_what_stands_around_a_word_decides_its_type(lang: str, text: str, types: list[str]) -> None:
    assert [e.type for e in events_in(text, lang)] == types


@pytest.mark.parametrize(
    ("text", "content", "stance", "own"),
    [
        ("Ils exigent le retrait du texte.", "le retrait du texte", "asks", ["REQUEST"]),
        ("« Partez », exige le maire.", "Partez", "asks", []),
        ("Il a soutenu que tout va bien.", "tout va bien", "states", []),
    ],
)
def test_saying_that_is_doing_is_an_event_unless_the_words_come_first(
    text: str, content: str, stance: str, own: list[str]
) -> None:
    said = statement(text, content, stance=stance)
    start = text.index(content)
    cue = Span(0, start) if own or stance == "states" else Span(start + len(content) + 4, len(text) - 1)
    found = events_in(text, statements=(replace(said, cue=(cue,)),))
    assert [e.type for e in found if e.voice == "article"] == own


@given(st.text(alphabet=st.sampled_from("abé «»\"',.:;\n’- attaque signé ne pas la 12"), max_size=300))
def test_any_text_gives_spans_in_range(text: str) -> None:
    for event in events_in(text):
        assert 0 <= event.span.start < event.span.end <= len(text)


@pytest.mark.parametrize(
    ("lang", "text", "spans"),
    [
        ("en", "Police arrested nine men and fined the club.", ["Police arrested nine men", "fined the club"]),
        ("en", "The blast killed nine people and wounded 31.", ["The blast killed nine people and wounded 31"]),
        ("en", "They met, and rejected the plan and left.", ["They met", "rejected the plan and left"]),
        ("fr", "Les dockers appellent à manifester jeudi.", ["Les dockers appellent à manifester jeudi"]),
    ],
)
def test_verbs_that_are_joined_share_a_clause(lang: str, text: str, spans: list[str]) -> None:
    assert [e.span.of(text) for e in events_in(text, lang)] == spans


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Au micro de Radio Marne, il a parlé."),
        ("fr", "Les commerçants sont partagés."),
        ("fr", "Louise a un avis libéral."),
        ("fr", "Il s'est rendu célèbre."),
        ("en", "Opposition grew up in a survivalist household."),
        ("en", "It will meet its target, the surgeon said."),
        ("en", "There were signs in blocks of flats."),
    ],
)
def test_a_like_word_tells_of_nothing(lang: str, text: str) -> None:
    assert events_in(text, lang) == ()


def test_a_verb_in_the_present_beside_a_later_time_is_planned() -> None:
    text = "L'association organise un rassemblement samedi."
    article, language = make_article(text, "fr", date(2023, 2, 17)), load_language("fr")
    (event,) = find_events(article, statements=(), actors=(), times=find_times(article, language), language=language)
    assert (event.type, event.status, event.when) == ("PROTEST", "planned", "2023-02-18")


def test_what_the_parser_takes_for_a_noun_or_for_an_attribute_is_no_verb() -> None:
    text, words = "Rising costs hit sales", ["Rising", "costs", "hit", "sales"]
    starts = [text.index(w) for w in words]
    parsed = ParsedParagraph(
        span=Span(0, len(text)),
        starts=starts,
        tags=["VERB", "NOUN", "VERB", "NOUN"],
        labels=["amod", "nsubj", "ROOT", "dobj"],
    )
    parse = Parse((parsed,))
    article = make_article(text, "en")
    assert find_events(article, statements=(), actors=(), times=(), language=load_language("en"), parse=parse) == ()
