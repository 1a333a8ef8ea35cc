"""Pages and bytes made to do harm end soon, with text or a clear error."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from propos.errors import ProposError, ReadError
from propos.read.taming import tame
from tests.read.pages import BODY, SENTENCES, read, texts

CHEAP = {
    "attributes": f"<html><body><div {' '.join(f'a{i}=x' for i in range(20_000))}>{BODY}</div></body></html>",
    "bare attributes": f"<html><body><div {' '.join(f'a{i}' for i in range(20_000))}>{BODY}</div></body></html>",
    "5,000 nested divs": f"<html><body>{'<div>' * 5000}{BODY}{'</div>' * 5000}</body></html>",
    "unclosed divs": f"<html><body>{'<div>' * 20_000}{BODY}",
}
HEAVY = {
    "200,000 attributes": f"<html><body><div {' '.join(f'a{i}=x' for i in range(200_000))}>{BODY}</div></body></html>",
    "20 MB paragraph": f"<html><body><p>{'un mot suivant, ' * 1_300_000}</p></body></html>",
    "19 MB of paragraphs": f"<html><body>{'<p>' * 6_400_000}</body></html>",
    "10 MB of links": f"<html><body>{'<a href=/x>un lien</a> ' * 450_000}</body></html>",
}


@pytest.mark.parametrize("name", CHEAP)
def test_text_is_kept_however_it_is_wrapped(name: str) -> None:
    assert texts(read(CHEAP[name]), "paragraphs") == list(SENTENCES)


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_a_vast_page_ends_within_ten_seconds(name: str) -> None:
    started = time.monotonic()
    try:
        assert read(HEAVY[name]).text
    except ProposError as error:
        assert error.reason
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("page", ["<" * 300_000, "<a " + "\"'" * 150_000 + ">", "<script" * 50_000, "<!--" * 50_000])
def test_taming_takes_time_in_proportion(page: str) -> None:
    started = time.monotonic()
    tame(page)
    assert time.monotonic() - started < 3


def test_a_long_attribute_that_is_one_value_is_kept() -> None:
    page = f'<meta name="description" content="{"un mot " * 1000}">'
    assert tame(page).html == page


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda t: t.encode("utf-8", errors="replace")),
    st.text(alphabet="<>/abdiv p\"'=\n&;é«»", max_size=400).map(lambda t: f"<html><body>{t}".encode()),
    st.lists(st.sampled_from([*SENTENCES, "", "Publicité", "Le port", "- Et ?", "A : b ?"]), max_size=12).map(
        lambda parts: "\n".join(parts).encode()
    ),
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(content=BYTES, media_type=st.sampled_from([None, "text/html", "text/plain"]))
def test_any_bytes_give_an_article_or_a_clear_error(content: bytes, media_type: str | None) -> None:
    try:
        article = read(content, media_type)
    except ProposError as error:
        assert error.reason
        return
    spans = [*article.paragraphs, *article.headings, *article.captions, *article.furniture]
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    assert all(s.of(article.text) == s.of(article.text).strip() for s in spans)
    ordered = sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"", "text/html", "holds no text"),
        (b" \n", "text/plain", "holds no text"),
        (b"\xef\xbb\xbf", None, "holds no text"),
        (b'{"title": "Le port rouvre"}', "application/json", "this is application/json, not a page or a text"),
        (b"body { color: red }", "text/css", "this is text/css"),
    ],
)
def test_what_holds_no_article_is_said(content: bytes, media_type: str | None, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(content, media_type)
