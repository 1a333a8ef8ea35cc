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
