"""The HTML report in a real browser: searched and switched, by mouse and keyboard; a hostile page does nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsclean import Article, Entry, clean
from newsclean.escaping import escape_html
from newsclean.palette import SWATCHES, swatch
from newsclean.report import html_report, html_report_of
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
    def test_every_part_stands_in_it_with_its_kind_step_and_reason(self) -> None:
        article = fixture_article("en-council")
        page = html_report(article, "en-council.txt")
        assert page.count("<tr class=") == len(article.ledger) + sum(c.taken for c in article.considered)
        for entry in article.removed:
            assert f"<bdi>{escape_html(f'{entry.by}: {entry.reason}')}</bdi>" in page
            assert f"<td>{entry.kind}" in page

    def test_a_learned_removal_shows_its_probability(self) -> None:
        entry = Entry((1,), "Menu", "removed", "boilerplate", "short", probability=0.034)
        page = html_report(Article(ledger=(entry,)))
        assert "3% likely to be body" in page
        assert "<b>doubtful</b>" not in page
        assert "<b>doubtful</b>" in html_report(Article(ledger=(replace(entry, probability=0.34),)))

    def test_kinds_have_the_colours_of_the_palette_and_what_is_unknown_has_one_too(self) -> None:
        strange: Any = "}</style>"
        kinds: tuple[Any, ...] = ("share", strange, None)
        entries = tuple(Entry((n,), "Menu", "removed", "x", "short", kind) for n, kind in enumerate(kinds, 1))
        page = html_report(Article(ledger=entries))
        assert f".share {{ --hue: {swatch('share').colour}" in page
        assert page.count('<tr class="other gone">') == 2
        assert page.count("</style>") == 1

    def test_a_page_that_the_scorer_is_unsure_of_is_marked_in_the_index(self) -> None:
        pages = [("", replace(fixture_article("en-short"), confidence=chance)) for chance in (0.79, 0.81, None)]
        page = html_report_of(pages)
        assert page.count('" class="doubtful">') == 1
        assert '<td data-name="Confidence">79%</td>' in page
        assert "confidence 81%" in page

    def test_an_empty_article_is_a_page_too(self) -> None:
        assert "No title found" in html_report(Article())

    def test_no_pages_are_a_report_too(self) -> None:
        assert "<h1>0 pages</h1>" in html_report_of([])

    def test_it_takes_nothing_from_elsewhere(self) -> None:
        page = html_report_of([("x", fixture_article("en-markdown"))] * 2)
        assert "default-src 'none'; style-src 'sha256-" in page
        assert not any(word in page for word in ("src=", "url(", "@import", "fetch", "http://", "https://"))
        assert set(re.findall(r'href="([^"]*)"', page)) == {"#", "#page-1", "#page-2"}


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "These tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, for all tests here."""
    with launched() as browser:
        yield browser


class Opened:
    """A report in a browser, and what the browser asked for or complained of meanwhile."""

    def __init__(self, browser: Browser, folder: Path, *articles: Article, **options: Any) -> None:
        file = folder / "report.html"
        file.write_text(html_report_of([("page.txt", article) for article in articles]), encoding="utf-8")
        self.page = browser.new_page(**options)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.goto(file.as_uri())
        assert self.requests == [file.as_uri()]

    def visible(self, kind: str = "") -> int:
        """How many lines of a kind are shown."""
        rows = self.page.locator(f".lines tbody tr{kind}")
        return sum(rows.nth(n).is_visible() for n in range(rows.count()))

    def style(self, selector: str, name: str) -> str:
        """A style of the first element that is found."""
        return str(self.page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))

    def search(self, text: str) -> None:
        """Put a text into the search box, by keyboard."""
        self.page.keyboard.press("/")
        self.page.get_by_label("Search").fill(text)


@pytest.mark.integration
class TestBrowser:
    def test_lines_are_switched_by_kind(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article)
        count = sum(entry.kind == "share" for entry in article.removed)
        all_removed = len(article.removed)
        assert opened.visible(".gone") == all_removed
        opened.page.get_by_label(f"share {count}").uncheck()
        assert opened.visible(".gone") == all_removed - count
        opened.page.get_by_label("all that was removed").uncheck()
        assert (opened.visible(".gone"), opened.visible(".body")) == (0, len(article.body))
        opened.page.get_by_role("button", name="Show everything").click()
        assert opened.visible() == len(article.ledger)
        assert opened.complaints == []

    def test_doubtful_lines_are_found_among_the_others(self, browser: Browser, tmp_path: Path) -> None:
        chances = (0.01, 0.3, None)
        entries = tuple(Entry((n,), "Menu", "removed", "x", "", "share", p) for n, p in enumerate(chances, 1))
        opened = Opened(browser, tmp_path, Article(ledger=entries))
        opened.page.get_by_label("only doubtful lines 1").check()
        assert opened.visible() == 1
        assert "30% likely to be body" in opened.page.locator(".lines tbody").inner_text()

    @pytest.mark.parametrize("width", [1280, 375])
    def test_the_search_leaves_lines_with_the_text(self, browser: Browser, tmp_path: Path, width: int) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article, viewport={"width": width, "height": 800})
        opened.search("WATER TOWER")
        assert opened.visible() == sum("water tower" in entry.text.casefold() for entry in article.ledger) > 0
        opened.search("photo-credits: credit")
        assert opened.visible() == sum(entry.by == "photo-credits" for entry in article.ledger) > 0
        opened.search("(.*[")
        assert opened.visible() == 0
        opened.search("")
        assert opened.visible() == len(article.ledger)
        assert opened.complaints == []

    def test_the_article_can_be_read(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article)
        assert not opened.page.locator(".article").is_visible()
        opened.page.get_by_label("Article").check()
        assert opened.visible() == 0
        assert [p for p in opened.page.locator(".article").inner_text().split("\n") if p] == list(article.body)

    def test_the_head_stays_in_sight(self, browser: Browser, tmp_path: Path) -> None:
        opened = Opened(browser, tmp_path, fixture_article("en-council"))
        opened.page.evaluate("window.scrollTo(0, 700)")
        tops = [
            opened.page.locator(place).bounding_box()
            for place in (".head", ".lines thead th >> nth=0", "aside details")
        ]
        assert [top and top["y"] for top in tops] == [0, 56, 80]

    def test_many_pages_have_an_index(self, browser: Browser, tmp_path: Path) -> None:
        council, bridge = fixture_article("en-council"), fixture_article("ar-jisr")
        opened = Opened(browser, tmp_path, council, bridge)
        rows = opened.page.locator(".index tbody tr")
        assert (rows.count(), opened.visible()) == (2, 0)
        kept, published = (opened.page.locator(f"[data-name={name}]").first for name in ("Kept", "Published"))
        assert published.evaluate(ONE_LINE)
        assert kept.evaluate(ONE_LINE)
        opened.search(bridge.body[0])
        assert [rows.nth(n).is_visible() for n in range(2)] == [False, True]
        opened.search("")
        opened.page.get_by_role("link", name=council.title or "").click()
        assert opened.visible() == len(council.ledger)
        opened.page.get_by_role("link", name="Next page").click()
        assert opened.visible() == len(bridge.ledger)
        assert opened.page.locator(".head .name").inner_text() == bridge.title
        assert opened.page.get_by_label(f"body {len(bridge.body)}").is_visible()
        opened.page.get_by_role("link", name="All pages").click()
        assert (rows.nth(0).is_visible(), opened.visible()) == (True, 0)
        assert opened.complaints == []

    def test_the_keyboard_does_all_of_it_and_focus_is_seen(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article)
        keys = opened.page.keyboard
        press_until(opened, "document.activeElement.id === 'show-body'")
        assert opened.style("label:has(:focus-visible)", "outlineStyle") == "solid"
        keys.press("Space")
        assert opened.visible(".body") == 0
        keys.press("Enter")
        press_until(opened, "document.activeElement.type === 'reset'")
        assert opened.style(":focus-visible", "outlineStyle") == "solid"
        keys.press("Enter")
        assert opened.visible(".body") == len(article.body)
        opened.page.locator("#view-lines").focus()
        keys.press("ArrowRight")
        assert opened.page.locator(".article").is_visible()
        assert opened.complaints == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_can_be_read_in_light_and_dark(self, browser: Browser, tmp_path: Path, scheme: str) -> None:
        doubtful = Entry((1,), "Menu", "removed", "boilerplate", "short", "share", 0.5)
        article = fixture_article("en-council")
        article = replace(article, ledger=(*article.ledger, doubtful))
        opened = Opened(browser, tmp_path, article, color_scheme=scheme)
        paper = brightness(opened.style("body", "backgroundColor"))
        assert (paper > 0.8) == (scheme == "light")
        texts = ("h1", ".gone del", ".body td:nth-child(3)", ".lines small", "aside label", "aside .count", "summary")
        for selector in (*texts, "header .quiet", "th", "footer p"):
            assert contrast(brightness(opened.style(selector, "color")), paper) > 4.5, selector
        marked = brightness(opened.style(".doubtful td", "backgroundColor"))
        assert contrast(brightness(opened.style(".doubtful del", "color")), marked) > 4.5
        panel = brightness(opened.style(".head", "backgroundColor"))
        assert contrast(brightness(opened.style(".head .name", "color")), panel) > 4.5
        chosen = ".view label:has(:checked)"
        assert contrast(*(brightness(opened.style(chosen, name)) for name in ("color", "backgroundColor"))) > 4.5

    def test_a_bar_shows_the_colour_and_stroke_of_the_kind(self, browser: Browser, tmp_path: Path) -> None:
        entries = tuple(Entry((n,), "x", "removed", "x", "", kind) for n, kind in enumerate(SWATCHES, 1))
        opened = Opened(browser, tmp_path, Article(ledger=entries))
        for kind, look in SWATCHES.items():
            rgb = tuple(int(look.colour[n : n + 2], 16) for n in (1, 3, 5))
            for place in (f".lines tr.{kind} td", f"aside .{kind} .bar"):
                assert opened.style(place, "borderInlineStartColor") == f"rgb{rgb}"
                assert opened.style(place, "borderInlineStartStyle") == look.stroke

    def test_text_runs_from_right_to_left_where_it_is_written_so(self, browser: Browser, tmp_path: Path) -> None:
        opened = Opened(browser, tmp_path, fixture_article("ar-jisr"))
        for selector in ("h1", ".body td:nth-child(3)", ".article p"):
            assert opened.style(selector, "direction") == "rtl"
            assert opened.style(selector, "textAlign") == "start"
            assert opened.page.locator(selector).first.evaluate("e => e.closest('[lang]').lang") == "ar"
        assert opened.style(".body td:nth-child(2)", "direction") == "ltr"
        latin = Opened(browser, tmp_path, fixture_article("en-council"))
        assert latin.style(".body td:nth-child(3)", "direction") == "ltr"

    @pytest.mark.parametrize("name", ["en-council", "ar-jisr"])
    def test_a_phone_shows_each_line_with_its_fate_and_reason(
        self, browser: Browser, tmp_path: Path, name: str
    ) -> None:
        article = fixture_article(name)
        opened = Opened(browser, tmp_path, article, viewport={"width": 375, "height": 700})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 375
        cells = opened.page.locator(".lines td").all()
        assert len(cells) == 4 * len(article.ledger)
        for box in (cell.bounding_box() for cell in cells):
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= 375
            assert box["height"] > 10
        many = Opened(browser, tmp_path, article, article, viewport={"width": 375, "height": 700})
        assert many.page.evaluate("document.documentElement.scrollWidth") <= 375

    def test_without_scripts_all_but_the_search_works(self, browser: Browser, tmp_path: Path) -> None:
        article = fixture_article("en-council")
        opened = Opened(browser, tmp_path, article, java_script_enabled=False)
        assert not opened.page.locator("#search").is_visible()
        opened.page.get_by_label("all that was removed").uncheck()
        assert opened.visible(".gone") == 0

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_a_hostile_page_does_nothing(self, browser: Browser, tmp_path: Path, language: str) -> None:
        article = clean("\n\n".join(HOSTILE), language=language)
        entries = tuple(Entry((n,), text, "removed", text, text) for n, text in enumerate(HOSTILE, 1))
        handmade = Article(
            HOSTILE[0], HOSTILE[2], body=HOSTILE[:1], language=HOSTILE[3], captions=HOSTILE, ledger=entries
        )
        for hostile in (article, handmade):
            opened = Opened(browser, tmp_path, hostile)
            opened.page.mouse.move(300, 300)
            opened.search("<")
            opened.search("")
            opened.page.wait_for_timeout(200)
            assert opened.complaints == []
            assert opened.page.locator("img, svg, iframe, object, [onerror], [onclick], [onload]").count() == 0
            assert opened.page.locator("script").count() == 1
            assert opened.visible() == len(hostile.ledger)


ONE_LINE = """cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getClientRects().length === 1;
}"""


def press_until(opened: Opened, condition: str) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate(condition):
            return
    raise AssertionError(condition)


def brightness(colour: str) -> float:
    """The relative luminance of "rgb(…)", as WCAG defines it."""
    channels = [int(part) / 255 for part in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, as WCAG defines it."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)
