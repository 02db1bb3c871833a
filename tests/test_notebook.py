"""A real notebook, executed: articles, pipelines and comparisons show themselves, and its own filters go to workers.

It is opened in a real browser, too, with the style sheet of JupyterLab, which has a mind of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_report import brightness, contrast, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CELLS = (
    "import newsclean\n"
    "from pathlib import Path\n"
    "text = Path('fixtures/en-council.txt').read_text(encoding='utf-8')\n"
    "article = newsclean.clean(text)\narticle",
    "newsclean.default_pipeline()",
    "def water(page):\n"
    "    '''Point at lines on water.'''\n"
    "    return [newsclean.Removal(line, 'on water') for line in page.lines if 'water' in line.text]\n"
    "mine = newsclean.default_pipeline().with_filter(water)\nmine",
    "newsclean.compare(newsclean.default_pipeline(), mine)",
    "newsclean.compare(newsclean.default_pipeline(), mine, text)",
    "[sum(e.by == 'water' for e in a.removed) for a in newsclean.clean_many([text] * 4, workers=2, pipeline=mine)]",
    "article.ledger",
    "article.explain('date')",
    "newsclean.SiteProfile.from_pages([text, text.replace('water', 'clock')])",
    "newsclean.compare(newsclean.default_pipeline(), mine.without('water'), text)",
    "newsclean.clean(Path('fixtures/ar-jisr.txt').read_text(encoding='utf-8'))",
    "newsclean.clean(Path('fixtures/he-iton.txt').read_text(encoding='utf-8'))",
    "newsclean.clean('<script>alert(1)</script>\\n\\nRain fell all night on the old town.', language='en')",
)


@pytest.fixture(scope="module")
def notebook() -> Any:
    """The notebook, executed."""
    import nbformat
    from nbclient import NotebookClient

    v4: Any = nbformat.v4  # its functions have no types
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in CELLS])
    root = str(Path(__file__).parent.parent)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": root}}).execute()
    assert all(len(cell.outputs) == 1 for cell in notebook.cells)
    return notebook


@pytest.fixture(scope="module")
def outputs(notebook: Any) -> list[dict[str, Any]]:
    """What each cell shows, by type."""
    return [dict(cell.outputs[0].data) for cell in notebook.cells]


@pytest.mark.integration
class TestNotebook:
    def test_an_article_shows_itself_with_a_fold_of_what_was_removed(self, outputs: list[dict[str, Any]]) -> None:
        shown = outputs[0]["text/html"]
        assert "<article" in shown
        assert "<details" in shown
        assert "of the page removed" in shown
        assert outputs[0]["text/plain"].startswith("<Article \"Council paints the wrong town's name")
        assert outputs[0]["text/plain"].count("\n") == 0

    def test_ledgers_candidates_and_profiles_are_tables(self, outputs: list[dict[str, Any]]) -> None:
        for output, text in zip(outputs[6:9], ("credit label", "2022-04-28", "Lines that repeat"), strict=True):
            assert "<table" in output["text/html"]
            assert text in output["text/html"]

    def test_a_pipeline_shows_its_steps(self, outputs: list[dict[str, Any]]) -> None:
        assert "photo-credits" in outputs[1]["text/html"]
        assert "Point at lines on water." in outputs[2]["text/html"]

    def test_pipelines_are_compared(self, outputs: list[dict[str, Any]]) -> None:
        assert "only in b: water" in outputs[3]["text/plain"]
        assert "removed by water (on water)" in outputs[4]["text/html"]
        assert "removed by water (on water)" in outputs[4]["text/plain"]
        assert outputs[4]["text/plain"].startswith("The article differs: title, body\n")
        assert outputs[9]["text/plain"] == "The article is the same"

    def test_a_filter_made_in_the_notebook_works_in_worker_processes(self, outputs: list[dict[str, Any]]) -> None:
        counts = eval(outputs[5]["text/plain"])
        assert len(counts) == 4
        assert counts[0] > 0
        assert len(set(counts)) == 1

    def test_a_page_brings_no_script_into_a_notebook(self, outputs: list[dict[str, Any]]) -> None:
        assert "<script" not in outputs[-1]["text/html"]
        assert "&lt;script&gt;" in outputs[-1]["text/html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module", params=["light", "dark"])
def lab(request: pytest.FixtureRequest, notebook: Any, browser: Browser, tmp_path_factory: Any) -> Iterator[Page]:
    """The notebook as JupyterLab shows it."""
    from nbconvert import HTMLExporter

    scripts = dict.fromkeys(("require_js_url", "jquery_url", "mathjax_url", "mermaid_js_url"), "")
    exporter: Any = HTMLExporter(template_name="lab", theme=request.param, **scripts)  # type: ignore[no-untyped-call]
    file = tmp_path_factory.mktemp("lab") / "notebook.html"
    file.write_text(exporter.from_notebook_node(notebook)[0], encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    yield page
    page.close()


@pytest.mark.integration
class TestJupyterLab:
    @pytest.mark.parametrize("language", ["ar", "he"])
    def test_what_is_written_from_right_to_left_stands_at_the_right(self, lab: Page, language: str) -> None:
        shown = lab.locator("article[dir=rtl]").nth(["ar", "he"].index(language))
        texts = shown.locator("> :is(h3, p)").all()
        assert len(texts) > 4
        for text in texts:
            right, start = text.evaluate(GAPS)
            assert right < 1 < start

    def test_latin_text_stands_at_the_left(self, lab: Page) -> None:
        right, left = lab.locator("article[dir=ltr] > p").nth(1).evaluate(GAPS)
        assert left < 1 < right

    def test_kinds_open_one_by_one(self, lab: Page) -> None:
        fold = lab.locator("article").first.locator("> details")
        share = fold.locator("details", has_text="share (3)")
        assert not share.is_visible()
        fold.locator("> summary").click()
        assert not share.locator("li").first.is_visible()
        share.locator("summary").click()
        assert share.locator("li").first.is_visible()
        assert fold.locator("li:visible").count() == 3
        fold.locator("> summary").click()

    def test_tables_keep_their_alignment_and_bars(self, lab: Page) -> None:
        cell = lab.locator("td", has_text="Photo: Lydia Brandt/Reuters").first
        assert cell.evaluate("e => getComputedStyle(e).textAlign") == "start"
        bar = cell.locator("xpath=../td").first
        assert bar.evaluate("e => getComputedStyle(e).borderInlineStart") == "6px dotted rgb(191, 99, 57)"

    def test_facts_and_reasons_can_be_read_though_they_are_faint(self, lab: Page) -> None:
        paper = lab.evaluate("getComputedStyle(document.body).backgroundColor")
        ink, opacity = lab.locator("article > p").first.evaluate(
            "e => (s => [s.color, +s.opacity])(getComputedStyle(e))"
        )
        assert opacity < 1
        assert contrast(brightness(blended(ink, paper, opacity)), brightness(paper)) > 4.5


def blended(ink: str, paper: str, opacity: float) -> str:
    """The colour that is seen of "rgb(…)" or "rgba(…)" over a paper."""
    front, back = ([float(part) for part in re.findall(r"[\d.]+", colour)] for colour in (ink, paper))
    share = opacity * (front[3] if len(front) > 3 else 1)
    return f"rgb({', '.join(str(round(share * f + (1 - share) * b)) for f, b in zip(front[:3], back, strict=False))})"


GAPS = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const lines = [...range.getClientRects()], box = element.getBoundingClientRect();
  const last = lines.filter(line => Math.abs(line.bottom - lines[lines.length - 1].bottom) < 9);
  return [box.right - Math.max(...last.map(line => line.right)), Math.min(...last.map(line => line.left)) - box.left];
}"""
"""How far the last line of an element ends from its right, and starts from its left."""
