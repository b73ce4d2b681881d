"""What axe finds on the pages, in light and dark: nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.web.shown import article_url
from web.browsing import EVIL, PATIENCE, WIDE, shows, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")
_OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
ADDRESSES = (
    "/",
    "/search",
    "/search?q=tangmere",
    "/search?q=x&since=soon",
    "/speakers/odalys-brandtveit",
    "/articles/ferry",
    article_url(EVIL),
    "/check",
    "/check?quote=We+will+never+rebuild+the+bridge&by=odalys-brandtveit",
    "/review",
    "/judgements",
    "/sign-in",
    "/nothing",
)


@pytest.fixture(scope="module")
def window(browser: Browser, site: str) -> Iterator[Page]:
    """Return a window of somebody who is signed in, so that pages have all their forms."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(site)
    sign_in(page)
    yield page
    context.close()


def findings(page: Page, *rules: str) -> list[tuple[str, str, str]]:
    """Return what axe finds that is serious or critical, by these rules or all: the rule, where, and why."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    told: dict[str, Any] = Axe().run(page, options=options).response
    serious = [each for each in told["violations"] if each["impact"] in ("serious", "critical")]
    return [(rule["id"], node["html"], node["failureSummary"]) for rule in serious for node in rule["nodes"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_serious_finding(window: Page, site: str, address: str) -> None:
    window.goto(site + address)
    _has_none(window)


def test_a_family_has_no_serious_finding(window: Page, site: str) -> None:
    window.goto(f"{site}/articles/bridge")
    window.get_by_role("link", name="Copies and variants").first.click()
    window.wait_for_url("**/families/*")
    _has_none(window)


def test_a_checked_draft_has_no_serious_finding(window: Page, site: str) -> None:
    window.goto(f"{site}/check")
    window.get_by_label("Paste the text").fill("“We will never rebuild the bridge,” said Odalys Brandtveit.")
    window.get_by_role("button", name="Check the draft").click()
    shows(window.locator(".card h3 .tag"), "altered")
    _has_none(window)


def test_a_fault_is_found(window: Page, site: str) -> None:
    window.goto(site)
    window.evaluate("document.querySelector('main').append(new Image())")
    window.evaluate("document.querySelector('h1').style.color = '#333'")
    window.emulate_media(color_scheme="dark")
    assert {rule for rule, _, _ in findings(window)} == {"image-alt", "color-contrast"}
    assert {rule for rule, _, _ in findings(window, "color-contrast")} == {"color-contrast"}


def _has_none(page: Page) -> None:
    page.evaluate(_OPEN)
    page.emulate_media(color_scheme="light")
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")  # which changes colours and nothing else
    assert findings(page, "color-contrast") == []
