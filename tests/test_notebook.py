"""A real notebook, executed: articles, pipelines and comparisons show themselves, and its own filters go to workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
    "newsclean.clean('<script>alert(1)</script>\\n\\nRain fell all night on the old town.', language='en')",
)


@pytest.fixture(scope="module")
def outputs() -> list[dict[str, Any]]:
    """What each cell shows, by type."""
    import nbformat
    from nbclient import NotebookClient

    v4: Any = nbformat.v4  # its functions have no types
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in CELLS])
    root = str(Path(__file__).parent.parent)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": root}}).execute()
    assert all(len(cell.outputs) == 1 for cell in notebook.cells)
    return [dict(cell.outputs[0].data) for cell in notebook.cells]


@pytest.mark.integration
class TestNotebook:
    def test_an_article_shows_itself_with_a_fold_of_what_was_removed(self, outputs: list[dict[str, Any]]) -> None:
        shown = outputs[0]["text/html"]
        assert "<article" in shown
        assert "<details" in shown
        assert "of the page removed" in shown
        assert "hsl(" in shown

    def test_a_pipeline_shows_its_steps(self, outputs: list[dict[str, Any]]) -> None:
        assert "photo-credits" in outputs[1]["text/html"]
        assert "Point at lines on water." in outputs[2]["text/html"]

    def test_pipelines_are_compared(self, outputs: list[dict[str, Any]]) -> None:
        assert "only in b: water" in outputs[3]["text/plain"]
        assert "removed by water (on water)" in outputs[4]["text/html"]
        assert "removed by water (on water)" in outputs[4]["text/plain"]

    def test_a_filter_made_in_the_notebook_works_in_worker_processes(self, outputs: list[dict[str, Any]]) -> None:
        counts = eval(outputs[5]["text/plain"])
        assert len(counts) == 4
        assert counts[0] > 0
        assert len(set(counts)) == 1

    def test_a_page_brings_no_script_into_a_notebook(self, outputs: list[dict[str, Any]]) -> None:
        assert "<script" not in outputs[6]["text/html"]
        assert "&lt;script&gt;" in outputs[6]["text/html"]
