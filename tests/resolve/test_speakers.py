"""Speakers: who made each statement, given its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import propos
from propos.find.mentions import find_mentions
from propos.find.parse import Parse
from propos.lang import load_language
from propos.model import Article, Span, Statement
from propos.resolve.speakers import resolve_speakers
from tests.conftest import make_article


def read_marked(marked: str, lang: str = "fr") -> tuple[Article, tuple[Statement, ...]]:
    """An article whose statements are « quoted » or [reported], each followed by its <source> where it has one."""
    places: list[tuple[int, int]] = []
    plain: list[str] = []
    statements: list[tuple[str, Span, Span | None]] = []
    for piece in re.split(r"([<>\[\]])", marked):
        here = sum(map(len, plain))
        if piece in "<[" and piece:
            places.append((here, 0))
        elif piece in ">]" and piece:
            start, _ = places.pop()
            if piece == ">" and statements and statements[-1][2] is None:
                kind, content, _ = statements[-1]
                statements[-1] = (kind, content, Span(start, here))
            elif piece == "]":
                statements.append(("indirect", Span(start, here), None))
        else:
            for quote in re.finditer(r"«\s*([^»]*?)\s*»", piece):
                statements.append(("direct", Span(here + quote.start(1), here + quote.end(1)), None))
            plain.append(piece)
    made = tuple(
        Statement(
            id=f"s{n}",
            kind=kind,  # type: ignore[arg-type]
            content=(content,),
            cue=(Span(source.start - 1, source.start),) if source and source.start else (),
            source=(source,) if source else (),
        )
        for n, (kind, content, source) in enumerate(statements, 1)
    )
    return make_article("".join(plain), lang), made


def names_of(marked: str, lang: str = "fr") -> list[str | None]:
    """The names that the statements of a marked text get."""
    article, statements = read_marked(marked, lang)
    language = load_language(lang)
    mentions = find_mentions(article, Parse(), language)
    resolved, actors = resolve_speakers(article, statements, mentions, Parse(), language)
    known = {a.id: a.name for a in actors}
    assert all(s.speaker is None or known[s.speaker] == s.speaker_name for s in resolved)
    return [s.speaker_name for s in resolved]


FRENCH = {
    "office named before a bracket": (
        "Hier, le maire, Jean Vanier (DVG), est venu. « Oui », dit <le maire>.",
        ["Jean Vanier"],
    ),
    "town before an office": (
        "Le marché de Lisse, le maire le sait, a brûlé. Jean Vanier, boucher, rit. « Oui », dit <le maire>.",
        [None],
    ),
    "trade learned from the article": (
        "Anne Morel, tonnelière à Lisse, est là. « Oui », dit <la tonnelière>. Le fauconnier Paul Vanier rit.\n"
        "Il pleut. « Non », dit <le fauconnier>.",
        ["Anne Morel", "Paul Vanier"],
    ),
    "trade": ("Anne Morel, géologue à Lisse, est là. « Oui », dit <la géologue>.", ["Anne Morel"]),
    "surname": ("« Oui », dit <Anne Morel>.\n« Non », ajoute <Mme Morel>.", ["Anne Morel"] * 2),
    "surname before the full name": ("« Oui », dit <Morel>. Anne Morel rit.", ["Anne Morel"]),
    "initial": ("Anne Morel est là. « Oui », dit <A. Morel>.", ["Anne Morel"]),
    "office by apposition": (
        "Le président norvégien Paul Vanier est là.\nAnne Morel aussi.\n« Oui », dit <le président norvégien>.",
        ["Paul Vanier"],
    ),
    "office after the name": ("Anne Morel, maire de Lisse, est là. « Oui », dit <la maire>.", ["Anne Morel"]),
    "name within the source": ("« Oui », dit <le ministre de la Santé, Paul Vanier>.", ["Paul Vanier"]),
    "trade that no list has": ("« Oui », dit <la souffleuse de verre Anne Morel>.", ["Anne Morel"]),
    "more general noun": ("La députée Anne Morel est là. « Oui », dit <l'élue>.", ["Anne Morel"]),
    "counterpart": (
        "Le président russe Paul Vanier reçoit son homologue chinois Li Tang.\n« Oui », dit <le leader chinois>.",
        ["Li Tang"],
    ),
    "master of the house": (
        "Le président russe Paul Vanier parle à Anne Morel.\n« Oui », dit <le maître du Kremlin>.",
        ["Paul Vanier"],
    ),
    "pair of offices": (
        "Les présidents russe Paul Vanier et chinois Li Tang sont là.\n« Oui », dit <le président chinois>.",
        ["Li Tang"],
    ),
    "pronoun by gender": ("Paul Vanier écoute Anne Morel. « Oui », dit-<elle>.", ["Anne Morel"]),
    "pronoun of the last speaker": ("« Oui », dit <Anne Morel>. « Non », ajoute-t-<elle>.", ["Anne Morel"] * 2),
    "close pronoun is rather somebody than a medium": (
        "Paul Vanier reçoit Jean Brannes sur Radio Lisse. [Non], dit <ce dernier>.",
        ["Jean Brannes"],
    ),
    "company named like a person": ("[Tout va bien], dit <le groupe Rémy Corvanne>.", ["Rémy Corvanne"]),
    "heading names who is quoted": (
        "Les notes du match\nLe plus content : Jean Vanier\n« C'est une belle victoire pour nous tous. »",
        ["Jean Vanier"],
    ),
    "close pronoun": ("Paul Vanier reçoit Jean Brannes. [Non], dit <ce dernier>.", ["Jean Brannes"]),
    "the first and the second of two": (
        "Anne Morel et Jean Vanier sont là. « Oui », dit <la première>. « Non », dit <le second>.",
        ["Anne Morel", "Jean Vanier"],
    ),
    "particle after a name that no list has": (
        "Philomar d'Aubry est là. « Oui », dit <Philomar d'Aubry>.",
        ["Philomar d'Aubry"],
    ),
    "somebody by region": (
        "Jean Vanier est là. « Oui », dit <Jean Vanier>. « Non », dit <le Breton>.",
        ["Jean Vanier"] * 2,
    ),
    "noun that no list has takes up": (
        "Anne Morel étudie les eaux.\n« Oui », dit <Anne Morel>. « Non », ajoute <l'hydrologue>.",
        ["Anne Morel"] * 2,
    ),
    "office of another body": (
        "Le président du club, Paul Vanier, est là.\nLa ligue tranchera. « Oui », dit <son président>.",
        ["son président"],
    ),
    "description behind a possessive": (
        "La Ligue des fers est là. « Oui », dit <sa porte-parole, la colonelle Anne Morel>.",
        ["Anne Morel"],
    ),
    "name after a comma that opens the sentence": (
        "Le ministre de la Santé, Paul Vanier a parlé. « Oui », dit <le ministre>.",
        ["Paul Vanier"],
    ),
    "party in brackets within an office": (
        "Le maire (PDL) de Lisse, Jean Vanier, est là. « Oui », dit <le maire (PDL) de Lisse>.",
        ["Jean Vanier"],
    ),
    "party in brackets behind a name": (
        "Anne Morel (opposition) est là. Jean Vanier aussi. « Oui », dit <l'élue d'opposition>.",
        ["Anne Morel"],
    ),
    "outlet behind its noun": ("[Il pleut], selon <le quotidien Le Rivage>.", ["Rivage"]),
    "outlet that is told of by its noun and name": ("[Il pleut], selon <l'ONG Regard Neutre>.", ["Regard Neutre"]),
    "somebody told of without a name": (
        "Un diplomate se tait. Paul Vanier rit. « Oui », dit <ce diplomate>.",
        ["Un diplomate"],
    ),
    "who is not to be named": (
        "Le directeur Paul Vanier est là. « Oui », dit <le directeur adjoint>, qui a requis l'anonymat.",
        ["directeur adjoint"],
    ),
    "the accusation is nobody": (
        "L'accusé, Paul Vanier, se tait. « Oui », dit <l'accusation>.",
        ["accusation"],
    ),
    "metonym stands as printed": ("[La paix est possible], assure <Moscou>.", ["Moscou"]),
    "two capitals together": ("[La paix est possible], assurent <Moscou et Pékin>.", ["Moscou et Pékin"]),
    "acronym": (
        "La Ligue des fers (LDF) est là. « Oui », dit <la LDF>.",
        ["Ligue des fers"],
    ),
    "body by its first noun": ("La Ligue des fers est là. « Oui », dit <la Ligue>.", ["Ligue des fers"]),
    "report speaks for its publisher": ("[Il pleut], selon <un rapport de la Ligue des fers>.", ["Ligue des fers"]),
    "unnamed source": ("« Oui », dit <une source diplomatique>.", ["une source diplomatique"]),
    "same source": (
        "« Oui », dit <une source diplomatique>. « Non », ajoute <la même source>.",
        ["une source diplomatique"] * 2,
    ),
    "group": ("[Il pleut], disent <les manifestants>.", ["manifestants"]),
    "goes on": ("« Oui », dit <Anne Morel>. « Mais non, voyons. »", ["Anne Morel"] * 2),
    "headline echoes a quotation": (
        "« La paix est encore possible »\nAnne Morel rit. « Oui, la paix est encore possible », dit <Anne Morel>.",
        ["Anne Morel"] * 2,
    ),
    "people around somebody are not that person": (
        "Anne Morel est là. « Oui », dit <Anne Morel>. [Elle part], d'après <son entourage>.",
        ["Anne Morel", "son entourage"],
    ),
    "counsel named behind a comma": (
        "Anne Morel se tait. « Oui », dit <son conseil>, Me Odile Brannes.",
        ["Odile Brannes"],
    ),
    "former office behind a prefix": (
        "L'ancienne directrice de l'hôpital, Anne Morel, est là. Jean Vanier aussi. « Oui », dit <l'ex-directrice>.",
        ["Anne Morel"],
    ),
    "outlet with its town": ("[Il pleut], écrit <le Courrier de Lisse>.", ["Courrier de Lisse"]),
    "date before the speaker": ("« Oui », a dit <jeudi soir le ministre Paul Vanier>.", ["Paul Vanier"]),
}


@pytest.mark.parametrize(("marked", "names"), FRENCH.values(), ids=FRENCH.keys())
def test_french_speaker(marked: str, names: list[str | None]) -> None:
    assert names_of(marked) == names


PARSED = {
    "counterpart of somebody told of by country": (
        "Le président valdorien Tancrède Volmar a reçu son homologue kestrien. « Nous sommes d'accord », a déclaré son "
        "homologue valdorien.",
        ["Tancrède Volmar"],
    ),
    "office whose name stands in the next sentence": (
        "Le feu est éteint, a déclaré jeudi le préfet. Les routes sont rouvertes. « Nous restons prudents », "
        "a ajouté Paul Orvel.",
        ["Paul Orvel", "Paul Orvel"],
    ),
    "what somebody does": (
        "Anne Duval, qui préside la ligue, est là. Jean Vanier aussi. « Oui », a dit la présidente.",
        ["Anne Duval"],
    ),
    "minister told of by whose he is": (
        "Son ministre du Travail avait laissé entendre que le texte passerait. « J'ai été mal compris », s'est défendu "
        "Pierrick Lormont.",
        ["Pierrick Lormont", "Pierrick Lormont"],
    ),
    "body whose name is a sentence": (
        "Le collectif Sauvons la maternité dénonce « une fermeture déguisée ».",
        ["collectif Sauvons la maternité"],
    ),
    "accused": (
        "Anna Delmas, accusée d'avoir détourné 40 000 euros, a été entendue.",
        [None],
    ),
    "agent of a participle": (
        "La réforme, jugée « inutile et dangereuse » par Paul Orvel, sera votée jeudi.",
        ["Paul Orvel"],
    ),
    "impersonal, with where": ("À l'Élysée, on assure que le voyage est maintenu.", ["Élysée"]),
    "a judge is not the judge named before": (
        "Le juge Paul Orcel se tait. Un juge estime que la procédure est nulle.",
        ["Un juge"],
    ),
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "names"), PARSED.values(), ids=PARSED.keys())
def test_french_speaker_of_a_text(text: str, names: list[str | None]) -> None:
    assert [s.speaker_name for s in propos.read(text, lang="fr").statements] == names


ENGLISH = {
    "surname": ("« Yes », said <Anne Morel>.\n« No », <Ms. Morel> added.", ["Anne Morel"] * 2),
    "office before the name": ("President Paul Vanier came. « Yes », said <the president>.", ["Paul Vanier"]),
    "office after the name": ("Anne Morel, the mayor of Lisse, came. « Yes », <the mayor> said.", ["Anne Morel"]),
    "more general noun": ("Sen. Anne Morel came. « Yes », <the lawmaker> said.", ["Anne Morel"]),
    "noun that no list has": ("« Yes », said <a deckhand, Paul Vanier>.", ["Paul Vanier"]),
    "pronoun by gender": ("Paul Vanier met Anne Morel. « Yes », <she> said.", ["Anne Morel"]),
    "pronoun of people is no body": ("The Justice Department met Paul Vanier. « Yes », <he> said.", ["Paul Vanier"]),
    "owner is not the speaker": ("« Yes », said <Morel's niece, Anne Vanier>.", ["Anne Vanier"]),
    "they may be a body": (
        "Lisse Steel Group is here. « Yes », said <Lisse Steel Group>. « No », <they> added.",
        ["Lisse Steel Group"] * 2,
    ),
    "office of somebody": ("Anne Morel came. « Yes », <her office> said.", ["her office"]),
    "outlet by its last word": ("[It rains], wrote <the Lisse Gazette>.", ["Lisse Gazette"]),
    "company by its trade": (
        "The ferry operator Nordlin is here. « Yes », said <the operator>.",
        ["Nordlin"],
    ),
    "trade": ("Anne Morel, a glaciologist, came. « Yes », said <the glaciologist>.", ["Anne Morel"]),
    "adjective before the office": ("« Yes », said <Local MP Anne Morel>.", ["Anne Morel"]),
    "place before the name": ("« Yes », said <Outside Lisse Crown Court, his mother Anne Morel>.", ["Anne Morel"]),
    "rank": ("PC Anne Morel came. « Yes », said <Morel>.", ["Anne Morel"]),
    "letters after a name": ("« Yes », said <Anne Morel KC>.", ["Anne Morel"]),
    "dateline": ("« Yes », said <LISSE, June 2 - Mayor Anne Morel>.", ["Anne Morel"]),
    "dateline with an agency is not the speaker": (
        "[The ice is thin].\n<LISSE (NTB>) — Gov. Anne Morel said so.",
        ["Anne Morel"],
    ),
    "name before the noun for who speaks": (
        "Anne Morel spoke. « Yes », said <Anne Morel>. « No », said <Morel aides>.",
        ["Anne Morel", "Morel aides"],
    ),
    "source of a party": ("« Yes », said <a Labour source>.", ["a Labour source"]),
    "town of a body": (
        "Rain fell in Lisse. The Lisse Fire Brigade came. « Yes », said <Lisse police>.",
        ["Lisse police"],
    ),
    "dateline before a noun": (
        "[Two men were held].\n<LISSE, Norland (NTB>) - Lisse police said so.",
        ["Lisse police"],
    ),
    "place behind the name": ("« Yes », said <President Morel in Lisse>.", ["Morel"]),
    "somebody by two words": (
        "Captain Piet Vanier is here. « Yes », said <Piet Vanier>. « No », said <the South African>.",
        ["Piet Vanier"] * 2,
    ),
    "councillor": ("« Yes », said <Cllr Anne Morel>.", ["Anne Morel"]),
    "seat is no name": ("« Yes », said <Sen. Anne Morel, D-Lisse>.", ["Anne Morel"]),
    "one unnamed may be they": ("« Yes », said <a spokesperson>. « No », <they> added.", ["a spokesperson"] * 2),
    "unnamed": ("« Yes », said <a senior official>.", ["a senior official"]),
}


@pytest.mark.parametrize(("marked", "names"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english_speaker(marked: str, names: list[str | None]) -> None:
    assert names_of(marked, "en") == names


NOT_THE_OWNER = {
    "neighbour": "Jean Vanier vend des huîtres. « Oui », dit <Jean Vanier>. « Non », dit <son voisin de stand>.",
    "staff": "Anne Morel est là. « Oui », dit <Anne Morel>. [Elle part], selon <son cabinet>.",
    "counsel": "Anne Morel est là. « Oui », dit <Anne Morel>. [Elle part], précise <son avocat>.",
}


@pytest.mark.parametrize("marked", NOT_THE_OWNER.values(), ids=NOT_THE_OWNER.keys())
def test_people_of_somebody_are_not_that_person(marked: str) -> None:
    owner, other = names_of(marked)
    assert owner is not None
    assert other is None or other.startswith("son ")


UNKNOWN = {
    "two of one surname": "Anne Morel et Paul Morel sont là. « Oui », dit <Morel>.",
    "pronoun before anybody": "« Oui », dit-<elle>.",
    "whoever is named later in the sentence is not meant": (
        "Anne Morel est là. « Venez », glisse-t-<elle> avant d'inviter Anne Morel."
    ),
    "figures that somebody got": "Paul Vanier parle. [Il pleut], selon <des chiffres obtenus par Radio Lisse>.",
    "what a headline is about": "<Grève à l'hôpital> : « On est à bout »",
    "impersonal": "« Oui », dit-<on>.",
    "what cannot speak": "« Oui », disent <les difficultés>.",
    "somebody likened": "Paul Vanier parle, tel un professeur. « Oui », tel <un professeur>.",
    "nobody at all": "« Oui, peut-être bien. »",
    "an office that nobody has": "Paul Vanier et Jean Brannes parlent. « Oui », dit <l'ambassadeur>.",
}


@pytest.mark.parametrize("marked", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_speaker_stays_unknown(marked: str) -> None:
    assert names_of(marked) == [None]


def test_speaker_within_a_quotation_is_whoever_is_quoted() -> None:
    text = "« Nous pensons qu'il pleut », dit Anne Morel."
    article, language = make_article(text), load_language("fr")
    outer = Statement(id="s1", kind="direct", content=(Span(2, 25),), source=(Span(33, 43),))
    inner = Statement(id="s2", kind="direct", content=(Span(17, 25),), source=(Span(2, 6),))
    mentions = find_mentions(article, Parse(), language)
    resolved, _ = resolve_speakers(article, (outer, inner), mentions, Parse(), language)
    assert [s.speaker_name for s in resolved] == ["Anne Morel", "Anne Morel"]


def test_pronoun_tells_a_namesake_apart() -> None:
    text = "Anne Morel laughs.\n« Yes », President Morel says. He adds that it rains."
    article, language = make_article(text, "en"), load_language("en")
    first = Statement(id="s1", kind="direct", content=(Span(21, 24),), source=(Span(28, 43),))
    second = Statement(id="s2", kind="indirect", content=(Span(64, 72),), source=(Span(50, 52),))
    mentions = find_mentions(article, Parse(), language)
    resolved, _ = resolve_speakers(article, (first, second), mentions, Parse(), language)
    assert [s.speaker_name for s in resolved] == ["Morel", "Morel"]


def test_two_of_one_surname_told_apart_by_title() -> None:
    marked = "Anne Morel et Paul Morel sont là. « Oui », dit <Mme Morel>. « Non », dit <M. Morel>."
    assert names_of(marked) == ["Anne Morel", "Paul Morel"]


RELAYS = {
    "agency": ("« Oui », s'est félicité <A. Morel>, selon l'AFP.", [("AFP", "agency")]),
    "told to": ("« Oui », a dit <A. Morel> à Reuters.", [("Reuters", "agency")]),
    "outlet that reports": ("« Oui », a dit <A. Morel>, rapporte RT.", [("RT", "outlet")]),
    "noun for an outlet": ("« Oui », a dit <A. Morel> au journal Lisse-Matin.", [("Lisse-Matin", "outlet")]),
    "published and translated": (
        "« Oui », selon <A. Morel>, propos traduits en russe et publiés par le Kremlin.",
        [("russe", "translation"), ("Kremlin", "publication")],
    ),
    "within the quotation it is none": ("« Oui, selon l'AFP », a dit <A. Morel>.", []),
}


@pytest.mark.parametrize(("marked", "relays"), RELAYS.values(), ids=RELAYS.keys())
def test_relays(marked: str, relays: list[tuple[str, str]]) -> None:
    article, statements = read_marked(marked)
    language = load_language("fr")
    mentions = find_mentions(article, Parse(), language)
    resolved, _ = resolve_speakers(article, statements, mentions, Parse(), language)
    assert [(r.name, r.kind) for r in resolved[0].relays] == relays


@settings(max_examples=60)
@given(
    st.text(max_size=150),
    st.lists(st.tuples(st.integers(0, 150), st.integers(0, 150)), max_size=6),
    st.sampled_from(["fr", "en"]),
)
def test_any_spans_get_answers(text: str, pairs: list[tuple[int, int]], lang: str) -> None:
    article, language = make_article(text, lang), load_language(lang)
    spans = [Span(min(a, b), max(a, b)) for a, b in pairs if max(a, b) <= len(text) and a != b]
    statements = tuple(
        Statement(id=f"s{n}", kind="direct", content=(s,), source=(spans[n - 1],)) for n, s in enumerate(spans)
    )
    mentions = find_mentions(article, Parse(), language)
    resolved, actors = resolve_speakers(article, statements, mentions, Parse(), language)
    assert [s.id for s in resolved] == [s.id for s in statements]
    assert {s.speaker for s in resolved} - {None} <= {a.id for a in actors}
