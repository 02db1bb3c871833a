"""The datatrove block, between datatrove's own readers and writers and in its local executor."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import newsclean

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
NAMES = ("en-two-dates", "en-hints", "fr-quotidien", "ja-toufu", "en-no-article")
PAGE = "Menu\n\nRain floods the old town\n\nRain fell all night and flooded the cellars of the old town.\n"


def fixture_text(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8")


def write_jsonl(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


def read_jsonl(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").splitlines()]


def document(text: str, **metadata: Any) -> Any:
    from datatrove.data import Document

    return Document(text=text, id="1", metadata=metadata)


def news_filter(**options: Any) -> Any:
    from newsclean.integrations.datatrove import NewsFilter

    return NewsFilter(**options)


def test_without_datatrove_the_module_loads_and_the_error_names_the_extra() -> None:
    code = (
        "import sys; sys.modules['datatrove'] = None\n"
        "from newsclean.integrations.datatrove import NewsFilter\n"
        "try: NewsFilter()\n"
        "except ImportError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'newsclean[datatrove]'" in done.stdout


@pytest.mark.integration
@pytest.mark.parametrize("workers", [1, 2])
def test_pages_go_from_a_reader_through_the_block_to_writers(tmp_path: Path, workers: int) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    urls = {name: f"https://news.example/2021/06/30/{name}" for name in NAMES}
    records = [{"id": name, "text": fixture_text(name), "metadata": {"url": urls[name]}} for name in NAMES]
    write_jsonl(tmp_path / "pages" / "a.jsonl", records[:2])
    write_jsonl(tmp_path / "pages" / "b.jsonl", [*records[2:], {"id": "html", "text": "<html><p>Rain</p></html>"}])
    dropped = JsonlWriter(str(tmp_path / "dropped"), compression=None)
    pipeline = [
        JsonlReader(str(tmp_path / "pages")),
        news_filter(exclusion_writer=dropped),
        JsonlWriter(str(tmp_path / "articles"), compression=None),
    ]
    stats = LocalPipelineExecutor(pipeline, tasks=2, workers=workers, logging_dir=str(tmp_path / "logs")).run()

    written = {record["id"]: record for record in read_jsonl(tmp_path / "articles")}
    assert sorted(written) == sorted(NAMES[:-1])
    for name, record in written.items():
        article = newsclean.clean(fixture_text(name), url=urls[name])
        metadata = record["metadata"]
        assert record["text"] == article.text
        assert (metadata["title"], metadata["byline"]) == (article.title, article.byline)
        assert tuple(metadata["authors"]) == article.authors
        assert metadata["date"] == (article.date and article.date.isoformat())
        assert metadata["updated"] == (article.updated and article.updated.isoformat())
        assert (metadata["language"], metadata["kept_share"]) == (article.language, article.kept_share)
        assert metadata["url"] == urls[name]
    left = {record["id"]: record for record in read_jsonl(tmp_path / "dropped")}
    assert {name: record["metadata"]["filter_reason"] for name, record in left.items()} == {
        "en-no-article": "no_article",
        "html": "error",
    }
    assert left["en-no-article"]["text"] == fixture_text("en-no-article")
    assert left["html"]["metadata"]["error"].startswith("ValueError: This is an HTML document")

    counted = next(step for step in stats.stats if "newsclean" in step.name).stats
    totals = {label: counted[label].total for label in ("total", "forwarded", "dropped", "dropped_no_article")}
    assert totals == {"total": 6, "forwarded": 4, "dropped": 2, "dropped_no_article": 1}
    assert counted["paragraphs"].total == sum(len(record["text"].split("\n\n")) for record in written.values())


@pytest.mark.integration
def test_a_document_without_an_article_is_kept_by_option() -> None:
    doc = document(fixture_text("en-no-article"))
    assert news_filter(keep_empty=True).filter(doc) is True
    assert doc.text == ""
    assert doc.metadata["title"] is None


@pytest.mark.integration
def test_hints_come_from_the_metadata_and_for_the_rest_from_the_block() -> None:
    seen: list[tuple[str | None, str | None, str]] = []

    def note_hints(page: newsclean.Page) -> list[newsclean.Removal]:
        seen.append((page.language, page.url, str(page.today)))
        return []

    block = news_filter(
        keep_empty=True,
        url_key="address",
        language_key="lang",
        today_key="date",
        language="de",
        pipeline=newsclean.Pipeline().with_filter(note_hints),
    )
    assert block.filter(document(PAGE, address="https://news.example/", lang="fr", date="2024-05-06T10:00:00Z"))
    assert block.filter(document(PAGE, date=datetime(2024, 5, 7, 10)))
    assert block.filter(document(PAGE, url="https://news.example/", lang=None))
    assert seen == [("fr", "https://news.example/", "2024-05-06"), ("de", None, "2024-05-07"), ("de", None, "None")]


@pytest.mark.integration
def test_a_prefix_leaves_a_crawlers_own_metadata_alone() -> None:
    doc = document(PAGE, title="Crawler's", date="2024-05-06")
    assert news_filter(prefix="article_", keep_empty=True).filter(doc) is True
    assert (doc.metadata["title"], doc.metadata["date"]) == ("Crawler's", "2024-05-06")
    assert "article_title" in doc.metadata


@pytest.mark.integration
@pytest.mark.parametrize("text", [None, 3, b"Rain fell."])
def test_what_is_no_text_is_dropped_for_an_error(text: Any) -> None:
    doc = document(text)
    assert news_filter().filter(doc) == (False, "error")
    assert doc.metadata["error"].startswith("TypeError")


@pytest.mark.integration
def test_hints_of_a_wrong_type_are_refused_when_the_block_is_made() -> None:
    with pytest.raises(TypeError, match="language="):
        news_filter(language=3)
    with pytest.raises(ValueError, match="'English' is no language tag; pass one such as 'en'"):
        news_filter(language="English")
