"""Photograph the site over the articles of seeds/, into docs/images/: python docs/refresh_screenshots.py

Needs the extra `test`, and chromium on the path or named by $ONRECORD_TEST_CHROMIUM. Exits with status 1 where a
picture is larger than it should be in a repository.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from web.browsing import browsing, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
WINDOW: ViewportSize = {"width": 1000, "height": 640}
PHONE: ViewportSize = {"width": 390, "height": 720}
DRAFT = """\
Washington stood by its troops. “America is a force for good in the Middle East,” said State Department spokeswoman \
Morgan Ortagus.

“We want to be a friend and partner to a sovereign Iraq,” Ortagus said.

“Our harbour is closed to all of them,” said Odalys Brandtveit, the mayor of Fjordby.
"""
"""Words on record, words of which some are left out, and words of somebody who does not exist."""


@contextmanager
def window(browser: Browser, size: ViewportSize, *, dark: bool = False) -> Iterator[Page]:
    """Open a window of a size, in light or dark."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def take(browser: Browser, site: str) -> None:
    """Photograph a speaker, an article, a checked draft, and an article on a phone at night."""
    with window(browser, WINDOW) as page:
        page.goto(f"{site}/speakers/morgan-ortagus")
        page.screenshot(path=IMAGES / "speaker.png")
        page.goto(f"{site}/articles/ortagus-refusal")
        page.locator(".text a.q", has_text="America is a force for good").hover()
        page.screenshot(path=IMAGES / "article.png")
        page.goto(f"{site}/check")
        page.get_by_label("Paste the text").fill(DRAFT)
        page.get_by_label("Headline").fill("Troops are to stay")
        page.get_by_role("button", name="Check the draft").click()
        page.locator(".cards").wait_for()
        page.screenshot(path=IMAGES / "check.png")
    with window(browser, PHONE, dark=True) as page:
        page.goto(f"{site}/articles/ortagus-refusal")
        page.locator(".text a.q", has_text="America is a force for good").click()
        page.screenshot(path=IMAGES / "phone.png")


def main() -> None:
    """Take the pictures and see that they are small."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "screenshots.db"
        for words in (["add", "seeds/"], ["registry", "load"]):
            subprocess.run([sys.executable, "-m", "onrecord", "--db", str(db), *words], cwd=ROOT, check=True)
        with serving(db) as site, browsing() as browser:
            take(browser, site)
    large = [path.name for path in IMAGES.glob("*.png") if path.stat().st_size > MOST_BYTES]
    if large:
        sys.exit(f"larger than {MOST_BYTES:,} bytes: {', '.join(large)}")


if __name__ == "__main__":
    main()
