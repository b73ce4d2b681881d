"""What axe finds on the pages, in light and dark: nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import pytest

from onrecord.web.shown import article_url
from web.browsing import EVIL, WIDE, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
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
    page.set_default_timeout(15_000)
    page.goto(site)
    sign_in(page)
    yield page
    context.close()


def findings(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe finds that is serious or critical: the rule, where, and why."""
    from axe_playwright_python.sync_playwright import Axe

    told: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    serious = [each for each in told["violations"] if each["impact"] in ("serious", "critical")]
    return [(rule["id"], node["html"], node["failureSummary"]) for rule in serious for node in rule["nodes"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_serious_finding(window: Page, site: str, address: str) -> None:
    window.goto(site + address)
    _has_none(window)


def test_a_family_has_no_serious_finding(window: Page, site: str) -> None:
    window.goto(f"{site}/articles/bridge")
    window.get_by_role("link", name="Copies and variants").first.click()
    _has_none(window)


def test_a_checked_draft_has_no_serious_finding(window: Page, site: str) -> None:
    window.goto(f"{site}/check")
    window.get_by_label("Paste the text").fill("“We will never rebuild the bridge,” said Odalys Brandtveit.")
    window.get_by_role("button", name="Check the draft").click()
    assert window.locator(".card h3 .tag").all_inner_texts() == ["altered"]
    _has_none(window)


def test_a_fault_is_found(window: Page, site: str) -> None:
    window.goto(site)
    window.evaluate("document.querySelector('main').append(new Image())")
    assert [rule for rule, _, _ in findings(window)] == ["image-alt"]


def _has_none(page: Page) -> None:
    page.evaluate(_OPEN)
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == [], scheme
