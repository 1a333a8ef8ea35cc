"""Statements and utterances in the formats that others agreed on: W3C Web Annotation, schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from propos.keep.archive import Archive
from propos.keep.records import ArticleSummary, StatementHit, UtteranceRecord
from propos.keep.saved import Question
from propos.model import ActorKind, Span

#: How many characters before and after tell one occurrence of the same words from another.
SELECTOR_CONTEXT = 32

_SCHEMA_TYPES: dict[ActorKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "country": "Country",
    "place": "Place",
}


def iterate_hits(archive: Archive) -> Iterator[StatementHit]:
    """All statements of the newest versions, the latest published first."""
    return (hit for hit in archive.ask_all(Question()) if isinstance(hit, StatementHit))


def render_annotation(hit: StatementHit, text: str) -> dict[str, Any]:
    """A statement as a Web Annotation: each of its spans by the words it quotes and by its position.

    Args:
        hit: The statement.
        text: Its article's text, which the positions count in (code points).
    """
    statement = hit.statement
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": statement.kind}]
    if statement.speaker_name:
        bodies.insert(0, {"type": "TextualBody", "purpose": "identifying", "value": statement.speaker_name})
    source = hit.article.url or f"urn:propos:article:{hit.article.id}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:propos:statement:{hit.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [{"source": source, "selector": _selectors(text, span)} for span in statement.content],
    }


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - SELECTOR_CONTEXT) : span.start],
            "suffix": text[span.end : span.end + SELECTOR_CONTEXT],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def render_quotation(hit: StatementHit, kind: ActorKind | None = None) -> dict[str, Any]:
    """A statement as a schema.org Quotation, on the article that prints it."""
    quotation: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "identifier": f"urn:propos:statement:{hit.id}",
        "text": hit.text,
        "inLanguage": hit.article.lang,
        "isBasedOn": render_news_article(hit.article),
    }
    if hit.statement.speaker_name:
        quotation["spokenByCharacter"] = {
            "@type": _SCHEMA_TYPES.get(kind or "unnamed", "Thing"),
            "name": hit.statement.speaker_name,
        }
    return quotation


def render_news_article(article: ArticleSummary) -> dict[str, Any]:
    """An article as a schema.org NewsArticle; what is not known is left out."""
    fields = {
        "@type": "NewsArticle",
        "url": article.url,
        "headline": article.title,
        "inLanguage": article.lang,
        "datePublished": article.published,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
    }
    return {key: value for key, value in fields.items() if value is not None}


def render_claim(utterance: UtteranceRecord) -> dict[str, Any]:
    """An utterance as a schema.org Claim: its fullest form, its first appearance and all others."""
    articles = {v.hit.article.id: v.hit.article for v in utterance.variants}
    claim: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "identifier": f"urn:propos:utterance:{utterance.id}",
        "text": utterance.fullest.text,
        "firstAppearance": render_news_article(utterance.earliest.article),
        "appearance": [render_news_article(a) for a in articles.values()],
    }
    if utterance.fullest.statement.speaker_name:
        claim["author"] = {"@type": "Thing", "name": utterance.fullest.statement.speaker_name}
    return claim


def render_claim_review(utterance: UtteranceRecord) -> dict[str, Any]:
    """A draft of a schema.org ClaimReview, without the rating: that is for a person to give."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": utterance.fullest.text,
        "itemReviewed": {k: v for k, v in render_claim(utterance).items() if k != "@context"},
    }
