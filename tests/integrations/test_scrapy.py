"""The item pipeline in running spiders, each in a process of its own, on a site on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newsclean import Pipeline, default_pipeline
from newsclean.integrations.scrapy import CleanPipeline, Settings, load_pipeline
from tests.integrations.local_site import PARAGRAPHS, local_site

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with local_site() as address:
        yield address


def crawl(site: str, kind: str = "dict", **settings: Any) -> tuple[dict[str, dict[str, Any]], Mapping[str, Any]]:
    """The items of a crawl by the end of their address, and its stats; any warning is an error there."""
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.integrations.spider_script",
        site,
        json.dumps(settings),
        kind,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    return {item.get("url", "").removeprefix(site): item for item in result["items"]}, result["stats"]


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["dict", "dataclass", "attrs", "item"])
def test_items_of_all_kinds_get_their_article_and_a_bad_page_stops_nothing(site: str, kind: str) -> None:
    items, stats = crawl(site, kind)
    article = items["/heron"]["article"]
    assert article["title"] == "Heron stops the ferry at Dunmore"
    assert (article["authors"], article["date"]) == (["Nora Quill"], "2023-03-03")
    assert article["body"] == [*PARAGRAPHS]
    assert items["/empty"]["article"]["body"] == []
    assert items["/broken"].get("article") is None
    assert (stats["newsclean/cleaned"], stats["newsclean/empty"], stats["newsclean/errors/TypeError"]) == (1, 1, 1)
    assert stats["finish_reason"] == "finished"


@pytest.mark.integration
def test_settings_say_where_things_go_and_which_pipeline_cleans(site: str) -> None:
    items, stats = crawl(
        site,
        NEWSCLEAN_INTO={"title": "headline", "text": "story", "byline": "who"},
        NEWSCLEAN_PIPELINE="tests.integrations.spider_script.pipeline_without_bylines",
        NEWSCLEAN_DROP_EMPTY=True,
    )
    heron = items["/heron"]
    assert (heron["headline"], heron["who"]) == ("Heron stops the ferry at Dunmore", None)
    assert heron["story"].endswith("\n\n".join(PARAGRAPHS))
    assert "/empty" not in items
    assert stats["item_dropped_count"] == 1
    assert stats["newsclean/skipped"] == 1


class Stats(dict[str, int]):
    def inc_value(self, name: str) -> None:
        self[name] = self.get(name, 0) + 1


@pytest.mark.integration
class TestWithoutACrawl:
    def test_plain_text_is_cleaned_too(self) -> None:
        pipeline = CleanPipeline(Settings(field="page", into={"text": "text"}), Stats())
        item = {"page": "\n\n".join(("Home", *PARAGRAPHS)), "url": "https://courier.example/heron"}
        assert pipeline.process_item(item, None)["text"] == "\n\n".join(PARAGRAPHS)
        assert pipeline.stats == {"newsclean/cleaned": 1}

    def test_a_field_that_the_item_cannot_have_is_counted_not_raised(self) -> None:
        pipeline = CleanPipeline(Settings(into={"title": "headline"}), Stats())
        assert pipeline.process_item({"text": b"bytes"}) == {"text": b"bytes"}
        assert pipeline.stats == {"newsclean/errors": 1, "newsclean/errors/TypeError": 1}


def test_without_scrapy_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "itemadapter", None)
    with pytest.raises(ImportError, match=r"pip install 'newsclean\[scrapy\]'"):
        CleanPipeline(Settings())


@pytest.mark.parametrize("given", [default_pipeline(), default_pipeline])
def test_a_pipeline_may_be_given_or_made(given: object) -> None:
    assert isinstance(load_pipeline(given), Pipeline)


def test_what_is_no_pipeline_is_refused() -> None:
    with pytest.raises(ValueError, match="NEWSCLEAN_PIPELINE"):
        load_pipeline(dict)
