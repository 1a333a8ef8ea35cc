"""Pages built for tests: invented words in the markup of news sites."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from propos.model import Article, Page
from propos.read.article import read_article

NOW = datetime(2025, 4, 1, 12, tzinfo=UTC)

SENTENCES = (
    "Le port de Lisse rouvrira lundi matin, a annoncé la préfecture dans un communiqué diffusé hier soir à la presse.",
    "« Nous avons attendu trois semaines pour cela, et nous aurions pu attendre encore », a déclaré Odile Kervran.",
    "Les pêcheurs, eux, disent qu'ils ont perdu la moitié de leur saison et qu'ils demanderont réparation à l'État.",
    "Une réunion est prévue dans les prochains jours entre la mairie, la préfecture et les représentants du port.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page_of(body: str = BODY, head: str = "", lang: str = "fr") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head>'
        f"<body><nav><a href='/'>Accueil</a></nav><article>{body}</article></body></html>"
    )


def read(content: str | bytes, media_type: str | None = "text/html", **options: Any) -> Article:
    data = content.encode() if isinstance(content, str) else content
    known = {k: options.pop(k) for k in ("url", "charset", "captured_at", "title") if k in options}
    page = Page(source="test", content=data, media_type=media_type, **known)
    return read_article(page, now=options.pop("now", NOW), **options)


def read_text(text: str, **options: Any) -> Article:
    return read(text, "text/plain", **options)


def texts(article: Article, field: str) -> list[str]:
    return [span.of(article.text) for span in getattr(article, field)]
