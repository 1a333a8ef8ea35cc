"""What the closed sets of the contract are called on the pages."""

from __future__ import annotations

from propos.show.web.translations import mark as _

#: Set -> value -> what it is called.
LABELS: dict[str, dict[str, str]] = {
    "kind": {
        "direct": _("direct"),
        "mixed": _("mixed"),
        "indirect": _("indirect"),
    },
    "verdict": {
        "verbatim": _("Verbatim"),
        "cut": _("Shortened"),
        "stitched": _("Stitched together"),
        "altered": _("Altered"),
        "reordered": _("In another order"),
        "paraphrase": _("Perhaps a paraphrase"),
        "other_speaker": _("Said by someone else"),
        "relay_only": _("Only through a relay"),
        "denied": _("Denied"),
        "not_found": _("Not found"),
    },
    "verdict_help": {
        "verbatim": _("These very words were printed."),
        "cut": _("The words were printed, with others between or around them."),
        "stitched": _("The words come from several statements that were not made in one breath."),
        "altered": _("Most of the words were printed, but some are others."),
        "reordered": _("The words were printed in another order."),
        "paraphrase": _("Other words that may mean the same were printed; compare them yourself."),
        "other_speaker": _("The words were printed, but ascribed to somebody else."),
        "relay_only": _("The words are known only through an agency, another outlet or a translation."),
        "denied": _("The words were printed, but as something that was denied or not said."),
        "not_found": _(
            "None of the articles searched prints these words. That does not prove that they were never said."
        ),
    },
    "bond": {
        "same": _("the same words"),
        "contained": _("a part of it"),
        "elided": _("with words left out"),
        "altered": _("with other words"),
        "paraphrased": _("perhaps a paraphrase"),
        "translated": _("perhaps a translation"),
    },
    "reason": {
        "name": _("named right there"),
        "description": _("described there, and named elsewhere in the article"),
        "apposition": _("named beside the description"),
        "described": _("described there, but not named in the article"),
        "pronoun": _("the pronoun stands for the nearest who fits"),
        "relative": _("the relative pronoun stands for the words before it"),
        "salient": _("the most prominent one who fits the words"),
        "again": _("the same words stood for them before"),
        "main": _("the one of this kind that the article is about"),
        "previous": _("spoke just before"),
        "continues": _("goes on speaking"),
        "speaker": _("whoever is speaking there means themselves"),
        "together": _("several, speaking together"),
        "document": _("a document speaks for whoever issued it"),
    },
    "rejected": {
        "a word or phrase set off: nobody is said to have uttered it here": _(
            "a word or phrase set off: nobody is said to have uttered it here"
        ),
    },
    "change": {
        "merge": _("joined"),
        "split": _("separated"),
        "rename": _("renamed"),
        "identify": _("identified"),
    },
    "kind_help": {
        "direct": _("the speaker’s own words, in quotation marks"),
        "mixed": _("reported, with some of the speaker’s own words"),
        "indirect": _("reported in the article’s words"),
    },
    "stance": {
        "states": _("states"),
        "claims": _("claims"),
        "denies": _("denies"),
        "promises": _("promises"),
        "asks": _("asks"),
        "accuses": _("accuses"),
        "welcomes": _("welcomes"),
        "warns": _("warns"),
        "believes": _("believes"),
        "announces": _("announces"),
        "criticises": _("criticises"),
        "orders": _("orders"),
        "admits": _("admits"),
        "hopes": _("hopes"),
    },
    "mood": {
        "asserted": _("asserted"),
        "conditional": _("conditional: the article keeps its distance"),
        "negated": _("negated: the article says that it was not said"),
        "hypothetical": _("hypothetical"),
    },
    "relay": {
        "agency": _("news agency"),
        "outlet": _("outlet"),
        "publication": _("publication"),
        "translation": _("translation"),
        "spokesperson": _("spokesperson"),
        "document": _("document"),
    },
    "actor": {
        "person": _("person"),
        "organisation": _("organisation"),
        "country": _("country"),
        "place": _("place of power"),
        "group": _("group"),
        "unnamed": _("unnamed source"),
    },
    "form": {
        "name": _("name"),
        "short": _("short name"),
        "office": _("office"),
        "periphrasis": _("periphrasis"),
        "metonym": _("metonym"),
        "pronoun": _("pronoun"),
    },
    "time": {
        "DATE": _("date"),
        "TIME": _("time of day"),
        "DURATION": _("duration"),
        "SET": _("repetition"),
    },
    "figure": {
        "observed": _("observed"),
        "forecast": _("forecast"),
        "target": _("target"),
    },
    "event": {
        "happened": _("happened"),
        "under way": _("under way"),
        "planned": _("planned"),
        "projected": _("projected"),
        "claimed": _("claimed"),
        "denied": _("denied"),
        "negated": _("did not happen"),
        "hypothetical": _("hypothetical"),
    },
}


def label_of(of_set: str, value: str) -> str:
    """What a value is called, in English; a value that no set knows is shown as it is."""
    return LABELS.get(of_set, {}).get(value, value)
