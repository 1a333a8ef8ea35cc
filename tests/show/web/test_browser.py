"""The pages in a real browser: both languages, with and without scripts, narrow and wide; screenshots are kept."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from fastapi import FastAPI

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SCREENSHOTS = ROOT / "var" / "screenshots"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}; as root: apt-get install chromium"),
]

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path; the test fails if the page logs an error or asks another host for anything."""
    faults: list[str] = []
    contexts = []

    def open_path(path: str, **context: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **context}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
        page.goto(address + path)
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert not faults


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
@pytest.mark.parametrize(
    ("name", "path", "heading"),
    [
        ("front", "/", {"en": "Who said what", "fr": "Qui a dit quoi"}),
        ("article", "/articles/1", {"en": "Sallègre", "fr": "Sallègre"}),
        ("actor", "/actors/1", {"en": "Irène Valcourt", "fr": "Irène Valcourt"}),
        ("search", "/search?q=port", {"en": "Search", "fr": "Rechercher"}),
        ("add", "/add", {"en": "Add an article", "fr": "Ajouter un article"}),
    ],
)
def test_pages_on_screens_of_all_kinds(
    open_page: Open, name: str, path: str, heading: dict[str, str], locale: str
) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for size, viewport, scheme in (("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
        page = open_page(path, locale=locale, viewport=viewport, color_scheme=scheme)
        assert heading[locale[:2]] in page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        page.screenshot(path=SCREENSHOTS / f"{name}-{locale[:2]}-{size}-{scheme}.png", full_page=True)


def test_clicked_words_open_their_note_and_the_note_leads_back(open_page: Open) -> None:
    page = open_page("/articles/1")
    note = page.locator("#s2-note")
    assert not note.is_visible()
    page.locator("mark#s2").click()
    page.wait_for_url("**#s2")
    assert note.is_visible()
    note.get_by_text("To the words in the text").click()
    assert "active" in (page.locator("mark#s2").get_attribute("class") or "")


def test_a_link_to_a_statement_opens_its_note(open_page: Open) -> None:
    page = open_page("/actors/1")
    page.locator('a[href="/articles/1#s3"]').click()
    assert page.locator("#s3-note").is_visible()
    assert page.locator("mark.active").count() == 2  # both stretches of the interrupted quotation


@pytest.mark.parametrize("number", ["2", "6"])
def test_the_number_leads_to_the_note_without_scripts(open_page: Open, number: str) -> None:
    page = open_page("/articles/1", java_script_enabled=False)
    page.locator(f'a.ref[href="#s{number}-note"]').click()
    assert page.locator(f"#s{number}-note").is_visible()


def test_keys_go_from_statement_to_statement(open_page: Open) -> None:
    page = open_page("/articles/1")
    page.keyboard.press("j")
    page.wait_for_url("**#s1")
    page.keyboard.press("j")
    page.wait_for_url("**#s2")
    assert page.locator("#s2-note").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#s2-note").is_visible()


@pytest.mark.parametrize(
    ("layer", "selector", "style", "off"),
    [
        ("cues", ".cue", "font-weight", "400"),
        ("people", ".person", "outline-style", "none"),
        ("times", ".time", "box-shadow", "none"),
        ("figures", ".figure", "box-shadow", "none"),
        ("rejected", ".rejected", "text-decoration-line", "none"),
    ],
)
def test_layers_are_switched_without_scripts(open_page: Open, layer: str, selector: str, style: str, off: str) -> None:
    page = open_page("/articles/1", java_script_enabled=False)
    marked = page.locator(f".paragraph {selector}").first

    def shown() -> str:
        return str(marked.evaluate(f"el => getComputedStyle(el).getPropertyValue('{style}')"))

    assert shown() == off
    page.locator(f"#show-{layer}").check()
    assert shown() != off


def test_search_from_the_front_page(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("port")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=port")
    assert page.locator(".hit mark.match").count() == 2


def test_the_language_is_switched_and_stays(open_page: Open) -> None:
    page = open_page("/articles/1")
    page.get_by_label("Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.locator(".masthead .name").click()
    assert page.locator("h1").inner_text() == "Qui a dit quoi"


def test_text_has_contrast_in_light_and_dark(open_page: Open) -> None:
    for scheme in ("light", "dark"):
        page = open_page("/articles/1", color_scheme=scheme)
        low = page.evaluate(CONTRAST)
        assert not low, f"{scheme}: {low}"


#: Texts whose contrast with the page is below 4.5 (WCAG AA); tinted marks are blended over the page's colour.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const linear = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => { const [r, g, b] = c.map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (el) => el === null ? [255, 255, 255]
    : over(rgba(getComputedStyle(el).backgroundColor), ground(el.parentElement));
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const el = node.parentElement;
    if (!node.data.trim() || !el.checkVisibility() || el.closest(".hidden, .skip, option")) continue;
    const under = ground(el), ink = over(rgba(getComputedStyle(el).color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${node.data.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return low;
}"""
