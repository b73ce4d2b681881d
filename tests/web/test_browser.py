"""The way of a desk through the site, in a real browser: a name, a speaker, an article, a draft, a question, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from onrecord.web.shown import article_url
from web.browsing import EVIL, PATIENCE, PHONE, WIDE, complaints, shows, sideways, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.xdist_group("browser")  # one server and one language model for all
DRAFT = """\
“We will rebuild the bridge,” said Odalys Brandtveit on Monday.

“We will never rebuild the bridge,” said Odalys Brandtveit later.
"""

_MOVED = """new Promise(done => {
    const observer = new PerformanceObserver(seen => {
        done(seen.getEntries().reduce((sum, each) => sum + (each.value || 0), 0));
    });
    observer.observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 200);
})"""
"""How much of a page moved after it was first seen (Layout Instability)."""


@contextmanager
def window(browser: Browser, *, scripts: bool = True, size: ViewportSize = WIDE) -> Iterator[Page]:
    """Open a window; what the browser complains of in it is an error."""
    context = browser.new_context(java_script_enabled=scripts, viewport=size)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    found = complaints(page)
    yield page
    context.close()
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_a_name_to_an_answer_and_back(browser: Browser, site: str, scripts: bool) -> None:
    with window(browser, scripts=scripts) as page:
        page.goto(site)
        _look_up_a_speaker(page, suggested=scripts)
        _read_the_words_in_their_article(page)
        _check_a_draft(page)
        _answer_a_question_and_take_it_back(page)


@pytest.mark.parametrize("address", ["/", "/search?q=mend", "/judgements", "/sign-in", article_url(EVIL)])
def test_a_page_is_no_wider_than_a_phone(browser: Browser, site: str, address: str) -> None:
    with window(browser, size=PHONE) as page:
        page.goto(site + address)
        assert sideways(page) == 0


@pytest.mark.parametrize("address", ["/", "/speakers/odalys-brandtveit", "/articles/bridge", "/review"])
def test_nothing_moves_while_a_page_comes(browser: Browser, site: str, address: str) -> None:
    with window(browser) as page:
        page.goto(site + address)
        assert page.evaluate(_MOVED) == 0


def test_on_paper_an_article_is_its_words_and_the_reasons(browser: Browser, site: str) -> None:
    with window(browser) as page:
        page.goto(f"{site}/articles/bridge")
        assert not page.locator(".reasons").first.is_visible()
        page.emulate_media(media="print")
        assert page.locator(".reasons").first.is_visible()
        assert page.locator(".text").is_visible()
        assert not page.locator(".top").is_visible()


def test_a_script_that_came_into_a_page_does_not_run(browser: Browser, site: str) -> None:
    page = browser.new_page()
    found = complaints(page)
    page.goto(site)
    page.evaluate("""
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken over'";
        document.body.append(script);
    """)
    assert page.title() == "What is on record · onrecord"
    assert "Content Security Policy" in found[0]
    page.close()


def _fits_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    assert sideways(page) == 0, page.url
    page.set_viewport_size(WIDE)


def _look_up_a_speaker(page: Page, *, suggested: bool) -> None:
    box = page.get_by_role("searchbox")
    if suggested:
        box.press_sequentially("brandveit")
        page.locator(".suggestions").get_by_role("link", name="Odalys Brandtveit").click()
    else:
        box.fill("brandveit")
        box.press("Enter")
        page.locator(".people").get_by_role("link", name="Odalys Brandtveit").click()
    shows(page.get_by_role("heading", level=1), "Odalys Brandtveit")
    shows(page.locator(".roles tbody th"), re.compile("^mayor of Fjordby"))
    _fits_a_phone(page)


def _read_the_words_in_their_article(page: Page) -> None:
    page.get_by_role("link", name="“We will rebuild the bridge,”").click()
    page.wait_for_url("**/articles/bridge#q-*")
    words = page.locator(":target")
    shows(words, "“We will rebuild the bridge,”")
    shows(page.locator("span.source"), "Odalys Brandtveit, the mayor of Fjordby")
    words.hover()
    assert _tip(page).startswith('"Odalys Brandtveit, mayor of Fjordby')
    words.click()
    page.wait_for_url("**/articles/bridge#n-*")
    why = page.locator(":target").get_by_text("Why this speaker")
    why.press("Enter")
    assert page.locator(":target .reasons").is_visible()
    _fits_a_phone(page)


def _tip(page: Page) -> str:
    """Return what is shown beside the words that the mouse points at."""
    return str(page.locator(":target").evaluate("words => getComputedStyle(words, '::after').content"))


def _check_a_draft(page: Page) -> None:
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Check").click()
    page.get_by_label("Paste the text").fill(DRAFT)
    page.get_by_label("Headline").fill("The bridge again")
    page.get_by_role("button", name="Check the draft").click()
    shows(page.get_by_role("heading", level=1), "Checked: The bridge again")
    shows(page.locator(".card h3 .tag"), "verbatim", "altered")
    _fits_a_phone(page)
    page.locator(".card").first.get_by_role("link", name="in its article").first.click()
    page.wait_for_url("**/articles/bridge#q-*")


def _answer_a_question_and_take_it_back(page: Page) -> None:
    sign_in(page)
    asked = page.locator("#asked")
    shows(asked, "Who is Rurik Tangmere?")
    _fits_a_phone(page)
    page.get_by_role("button", name="It is Rurik Tangmere").click()
    shows(page.locator(".done p"), "merged Rurik Tangmere into Rurik Tangmere.")
    shows(asked)
    page.get_by_role("button", name="Undo").click()
    shows(page.locator(".done"), re.compile("all is as it was before"))
    shows(asked, "Who is Rurik Tangmere?")
    page.get_by_role("button", name="Sign out").click()
    shows(page.get_by_role("link", name="Sign in"), "Sign in")
