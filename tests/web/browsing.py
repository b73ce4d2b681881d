"""A real browser, and a site that is really served: `onrecord serve --write` over a registry of invented people."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factory import story
from onrecord.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

TOKEN = "token-for-the-browser"
_NAMED = "ONRECORD_TEST_CHROMIUM"
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 60_000
"""Milliseconds that a browser waits for what is to come: the first draft waits for the language model."""
WIDE: ViewportSize = {"width": 1200, "height": 800}
PHONE: ViewportSize = {"width": 375, "height": 740}
EVIL = "evil'\"><script>alert(0)</script>"
"""The id of an article that means no good."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start a browser; skip where there is none."""
    path = os.environ.get(_NAMED) or shutil.which("chromium")
    if path is None or find_spec("playwright") is None:
        pytest.skip(f"needs the package playwright, and chromium on the path or named by ${_NAMED}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """Serve a registry as somebody does who types the command, and yield the address of the site."""
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--write", "--port", "0", "--db", str(db)],
        env=os.environ | {"ONRECORD_WEB_TOKEN": TOKEN},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)


def fill(store: Store) -> None:
    """Add the question of the queue, an article that means no good, and judgements, one of them taken back."""
    store.add_extraction(story("Rurik Tangmere", "baker in Fjordby", article_id="b1", title="The roof of the mill"))
    store.add_extraction(story("Rurik Tangmere", "baker in Hesk", "“It leaks,”", "b2", title="Rain in the mill"))
    long = "Tangbrückenbaugesellschaftsvorsitzende" * 6
    store.add_extraction(
        story(
            f"Grimwald {long}",
            f"<script>alert('role')</script> {long}",
            f"“\u202eA {long} <img src=x onerror=alert(1)> said nothing,”",
            EVIL,
            title=f"<script>alert('title')</script>\u202e {long}",
            outlet=f"The {long} <b>Times</b>",
            url=f"javascript:alert('{long}')",
        )
    )
    (made,) = store.article(EVIL).quotations
    store.undo(store.rename("ulf-tangmere", f"Ulf {long}", who="tester", why="a slip").id, who="tester")
    store.reject([made.id], who="tester", why=f"no quotation: {long}")


def complaints(page: Page) -> list[str]:
    """Return a list that grows with what a browser complains of: its console, scripts that fail, what is not loaded."""
    found: list[str] = []
    page.on("console", lambda told: found.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"{request.url}: {request.failure}"))
    return found


def shows(where: Locator, *texts: str | re.Pattern[str]) -> None:
    """Wait until there are elements of these texts, one each; fail where they do not come."""
    from playwright.sync_api import expect

    expect(where).to_have_text(list(texts), timeout=PATIENCE)


def sideways(page: Page) -> int:
    """Return by how many pixels a page can be scrolled to the side."""
    return int(page.evaluate("scrollTo({left: 9999, behavior: 'instant'}), scrollX"))


def sign_in(page: Page) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_label("Your name").fill("Sunniva Prøve")
    page.get_by_role("button", name="Sign in").click()
