"""What each form of a time expression means, given when the article was published and what it named before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from propos.find.daterules import DATE_RULES
from propos.find.spanrules import SPAN_RULES
from propos.find.timemeaning import Context, Found, Resolution, Rule

RULES: Mapping[str, Rule] = {**DATE_RULES, **SPAN_RULES}


def resolve(match: Found, context: Context) -> list[Resolution]:
    """The meanings of one match; none if it is no time expression after all."""
    part = match.value("part") or match.value("hedge")
    resolutions = RULES[match.meaning.rule](match, context)
    if isinstance(part, str):
        return [replace(r, mod=part) for r in resolutions]
    if match.meaning.mod and match.meaning.mod != "HALF":
        return [replace(r, mod=match.meaning.mod) for r in resolutions]
    return resolutions
