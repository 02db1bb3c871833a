"""The HTML report in a real browser: every line, switched by mouse or keyboard; a hostile page does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsclean import Article, Entry, clean
from newsclean.report import html_report
from tests.test_markup import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIXTURES = Path(__file__).parent.parent / "fixtures"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def fixture_article(name: str) -> Article:
    """The article of a fixture page."""
    return clean((FIXTURES / f"{name}.txt").read_text(encoding="utf-8"))


class TestPage:
    def test_every_part_stands_in_it_with_its_step_and_reason(self) -> None:
        article = fixture_article("en-council")
        page = html_report(article, "en-council.txt")
        assert page.count("<tr class=") == len(article.ledger)
        assert all(f"<bdi>{entry.by}</bdi>" in page for entry in article.removed)

    def test_a_learned_removal_shows_its_probability(self) -> None:
        entry = Entry((1,), "Menu", "removed", "boilerplate", "short", probability=0.034)
        assert "3% likely to be body" in html_report(Article(ledger=(entry,)))

    def test_an_empty_article_is_a_page_too(self) -> None:
        assert "No title found" in html_report(Article())

    def test_it_takes_nothing_from_elsewhere_and_runs_no_script(self) -> None:
        page = html_report(fixture_article("en-markdown"), "x")
        assert "default-src 'none'; style-src 'sha256-" in page
        assert not any(word in page for word in ("<script", "src=", "href=", "url(", "@import"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "These tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Opened:
    """A report in a browser, and what the browser asked for or complained of meanwhile."""

    def __init__(self, browser: Browser, folder: Path, article: Article, **options: Any) -> None:
        file = folder / "report.html"
        file.write_text(html_report(article, "page.txt"), encoding="utf-8")
        self.page = browser.new_page(**options)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.goto(file.as_uri())
        assert self.requests == [file.as_uri()]

    def visible(self, kind: str) -> int:
        """How many lines of a kind are shown."""
        rows = self.page.locator(f"main tbody tr{kind}")
        return sum(rows.nth(n).is_visible() for n in range(rows.count()))

    def style(self, selector: str, name: str) -> str:
        """A style of the first element that is found."""
        return str(self.page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


@pytest.mark.integration
class TestBrowser:
    def test_lines_are_switched_by_filter(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article)
        name = article.removed[0].by
        count = sum(entry.by == name for entry in article.removed)
        all_removed = len(article.removed)
        assert opened.visible(".gone") == all_removed
        opened.page.get_by_label(f"{name} ({count})").uncheck()
        assert opened.visible(".gone") == all_removed - count
        opened.page.get_by_label("all that was removed").uncheck()
        assert (opened.visible(".gone"), opened.visible(".body")) == (0, len(article.body))
        opened.page.get_by_role("button", name="Show everything").click()
        assert opened.visible("") == len(article.ledger)
        assert opened.complaints == []

    def test_the_keyboard_does_all_of_it_and_focus_is_seen(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article)
        keys = opened.page.keyboard
        keys.press("Tab")
        keys.press("Tab")
        assert opened.page.evaluate("document.activeElement.id") == "body"
        assert opened.style(":focus-visible", "outlineStyle") == "solid"
        keys.press("Space")
        assert opened.visible(".body") == 0
        keys.press("Enter")
        for _ in range(50):
            keys.press("Tab")
            if opened.page.evaluate("document.activeElement.type") == "reset":
                break
        keys.press("Enter")
        assert opened.visible(".body") == len(article.body)
        assert opened.complaints == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_can_be_read_in_light_and_dark(self, browser: Browser, tmp_path: Path, scheme: str) -> None:
        opened = Opened(browser, tmp_path, fixture_article("en-council"), color_scheme=scheme)
        paper = brightness(opened.style("body", "backgroundColor"))
        assert (paper > 0.8) == (scheme == "light")
        for selector in ("h1", ".gone td:nth-child(3)", ".body td:nth-child(3)", "label", "summary", "header .quiet"):
            assert contrast(brightness(opened.style(selector, "color")), paper) > 4.5, selector

    def test_text_runs_from_right_to_left_where_it_is_written_so(self, browser: Browser, tmp_path: Path) -> None:
        opened = Opened(browser, tmp_path, fixture_article("ar-jisr"))
        assert opened.style(".body td:nth-child(3)", "direction") == "rtl"
        assert opened.style(".body td:nth-child(2)", "direction") == "ltr"
        latin = Opened(browser, tmp_path, fixture_article("en-council"))
        assert latin.style(".body td:nth-child(3)", "direction") == "ltr"

    def test_a_narrow_screen_needs_no_scrolling_to_the_side(self, browser: Browser, tmp_path: Path) -> None:
        opened = Opened(browser, tmp_path, fixture_article("en-council"), viewport={"width": 380, "height": 700})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 380

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_a_hostile_page_does_nothing(self, browser: Browser, tmp_path: Path, language: str) -> None:
        article = clean("\n\n".join(HOSTILE), language=language)
        entries = tuple(Entry((n,), text, "removed", text, text) for n, text in enumerate(HOSTILE, 1))
        handmade = Article(title=HOSTILE[0], byline=HOSTILE[2], body=HOSTILE[:1], ledger=entries)
        for hostile in (article, handmade):
            opened = Opened(browser, tmp_path, hostile)
            opened.page.mouse.move(300, 300)
            opened.page.wait_for_timeout(200)
            assert opened.complaints == []
            assert (
                opened.page.locator("script, img, svg, a, iframe, object, [onerror], [onclick], [onload]").count() == 0
            )
            assert opened.visible("") == len(hostile.ledger)


def brightness(colour: str) -> float:
    """The relative luminance of "rgb(…)", as WCAG defines it."""
    channels = [int(part) / 255 for part in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, as WCAG defines it."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)
