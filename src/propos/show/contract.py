"""The JSON contract, version 1: one object a document; the schema is in ``contract.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from propos.errors import ProposError
from propos.model import Actor, Article, Event, Figure, Forecast, Reading, Span, Statement

if TYPE_CHECKING:
    from propos.keep.records import Appearance, Verification
    from propos.keep.register_records import Identity

VERSION = 1


def render_reading(reading: Reading) -> dict[str, Any]:
    """A reading as the JSON object that ``propos read --json`` prints."""
    return {
        "propos": VERSION,
        "source": reading.source,
        "warnings": list(reading.warnings),
        "article": _article(reading.article),
        "statements": [_statement(s) for s in reading.statements],
        "actors": [_actor(a) for a in reading.actors],
        "times": [
            {
                "span": _pair(t.span),
                "type": t.type,
                "value": t.value,
                "text": t.text,
                "mod": t.mod,
                "vague": t.vague,
                "anchor": t.anchor,
                "direction": t.direction,
                "note": t.note,
            }
            for t in reading.times
        ],
        "figures": [_figure(f) for f in reading.figures],
        "rejected": [{"span": _pair(r.span), "reason": r.reason} for r in reading.rejected],
        "events": [_event(e) for e in reading.events],
        "forecasts": [_forecast(f) for f in reading.forecasts],
    }


def render_error(error: ProposError, source: str) -> dict[str, Any]:
    """The JSON object that stands for a document that could not be read."""
    return {
        "propos": VERSION,
        "source": source,
        "error": {"stage": error.stage, "place": error.place, "reason": error.reason},
    }


def render_identity(identity: Identity) -> dict[str, Any]:
    """Who is meant by an office, as the archive's verbs add it to a reading under ``identities``."""
    return {
        "actor": identity.local_id,
        "office": identity.office,
        "day": identity.day,
        "status": identity.status,
        "name": identity.name,
        "holder": identity.holder_id,
        "wikidata": identity.qid,
        "evidence": [
            {"source": e.source, "from": e.first, "to": e.last, "articles": list(e.articles), "wikidata": e.qid}
            for e in identity.evidence
        ],
    }


def render_verification(answer: Verification) -> dict[str, Any]:
    """A verdict as the JSON object that ``propos verify --json`` prints."""
    searched = answer.searched
    return {
        "propos": VERSION,
        "verdict": answer.verdict,
        "wording": answer.wording,
        "suggested": answer.suggested,
        "compared": answer.compared,
        "speaker_name": answer.speaker_name,
        "utterance": answer.utterance_id,
        "appearances": [_appearance(a) for a in answer.appearances],
        "searched": {
            "articles": searched.articles,
            "outlets": searched.outlets,
            "from": searched.first,
            "to": searched.last,
        },
    }


def _appearance(appearance: Appearance) -> dict[str, Any]:
    article = appearance.hit.article
    return {
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "statement": appearance.hit.statement.id,
        "coverage": appearance.coverage,
        "likeness": appearance.likeness,
        "wording": appearance.wording,
        "words": [list(step) for step in appearance.words],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(s) for s in spans]


def _article(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "lead": article.lead,
        "text": article.text,
        "lang": article.lang,
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "section": article.section,
        "paragraphs": _pairs(article.paragraphs),
        "headings": _pairs(article.headings),
        "captions": _pairs(article.captions),
        "furniture": _pairs(article.furniture),
        "image": article.image,
        "paywalled": article.paywalled,
        "related": [{"url": r.url, "title": r.title} for r in article.related],
        "origins": {o.field: o.source for o in article.origins},
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "content": _pairs(statement.content),
        "cue": _pairs(statement.cue),
        "source": _pairs(statement.source),
        "speaker": statement.speaker,
        "speaker_name": statement.speaker_name,
        "addressee": _pairs(statement.addressee),
        "relays": [{"name": r.name, "kind": r.kind, "span": _pair(r.span)} for r in statement.relays],
        "stance": statement.stance,
        "mood": statement.mood,
        "said": statement.said,
        "continues": statement.continues,
        "inside": statement.inside,
        "confidence": round(statement.confidence, 3),
        "rule": statement.rule,
        "reason": statement.reason,
        "unclosed": statement.unclosed,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "offices": [{"title": o.title, "of": o.of, "span": _pair(o.span)} for o in actor.offices],
        "mentions": [{"span": _pair(m.span), "form": m.form} for m in actor.mentions],
    }


def render_number(value: Decimal | None) -> str | None:
    """A number as it is, without an exponent."""
    return None if value is None else format(value.normalize(), "f")


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "span": _pair(figure.span),
        "value": render_number(figure.value),
        "upper": render_number(figure.upper),
        "unit": figure.unit,
        "measure": figure.measure,
        "hedge": figure.hedge,
        "direction": figure.direction,
        "status": figure.status,
        "due": figure.due,
        "statement": figure.statement,
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "span": _pair(forecast.span),
        "strength": forecast.strength,
        "due": forecast.due,
        "who": forecast.who,
        "figures": _pairs(forecast.figures),
        "condition": _pair(forecast.condition) if forecast.condition else None,
        "statement": forecast.statement,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "span": _pair(event.span),
        "type": event.type,
        "mode": event.mode,
        "context": list(event.context),
        "who": list(event.who),
        "whom": list(event.whom),
        "where": event.where,
        "when": event.when,
        "status": event.status,
        "voice": event.voice,
    }
