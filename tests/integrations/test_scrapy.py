"""The item pipeline in running spiders, each in a process of its own, on a site on this machine."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import newsclean
from newsclean import Pipeline, default_pipeline
from newsclean.integrations.scrapy import CleanPipeline, Settings, load_pipeline
from tests.integrations.local_site import PARAGRAPHS, local_site

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with local_site() as address:
        yield address


class Crawl(NamedTuple):
    """The items of a crawl by the end of their address, its stats, and its log."""

    items: dict[str, dict[str, Any]]
    stats: Mapping[str, Any]
    log: str


def crawl(site: str, kind: str = "dict", **settings: Any) -> Crawl:
    """A crawl of the site; any warning is an error there."""
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
    items = {item.get("url", "").removeprefix(site): item for item in result["items"]}
    return Crawl(items, result["stats"], done.stderr)


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["dict", "dataclass", "attrs", "item"])
def test_items_of_all_kinds_get_their_article_and_a_bad_page_stops_nothing(site: str, kind: str) -> None:
    items, stats, log = crawl(site, kind)
    article = items["/heron"]["article"]
    assert article["title"] == "Heron stops the ferry at Dunmore"
    assert (article["authors"], article["date"]) == (["Nora Quill"], "2023-03-03")
    assert article["body"] == [*PARAGRAPHS]
    assert items["/empty"]["article"]["body"] == []
    assert items["/broken"].get("article") is None
    assert (stats["newsclean/cleaned"], stats["newsclean/empty"], stats["newsclean/errors/TypeError"]) == (2, 1, 1)
    assert stats["finish_reason"] == "finished"
    assert f"No article from {site}/broken: clean_html() takes" in log
    assert "Traceback (most recent call last)" in log


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["dict", "dataclass", "attrs", "item"])
def test_a_feed_is_written_though_the_spider_gives_bytes(site: str, kind: str, tmp_path: Path) -> None:
    feed = tmp_path / "pages.jsonl"
    crawl(site, kind, FEEDS={str(feed): {"format": "jsonlines"}})
    written = {row.get("url"): row for row in map(json.loads, feed.read_text("utf-8").splitlines())}
    assert written[f"{site}/recent"]["html"].endswith("<p>Élan</p></html>")
    assert written[f"{site}/broken"]["html"] == 404
    assert written[f"{site}/heron"]["article"]["body"] == [*PARAGRAPHS]


@pytest.mark.integration
@pytest.mark.parametrize("kind", ["dict", "dataclass", "item"])
def test_the_page_is_dropped_by_a_setting(site: str, kind: str) -> None:
    items = crawl(site, kind, NEWSCLEAN_PAGE="drop").items
    assert {name: item.get("html") for name, item in items.items() if name} == dict.fromkeys(
        ("/heron", "/empty", "/broken", "/recent")
    )
    assert ("html" in items["/heron"]) == (kind == "dataclass")


@pytest.mark.integration
@pytest.mark.parametrize("reactor", ["asyncioreactor.AsyncioSelectorReactor", "selectreactor.SelectReactor"])
def test_an_items_own_day_reads_hours_ago_in_any_reactor(site: str, reactor: str) -> None:
    settings = {"NEWSCLEAN_TODAY_FIELD": "scraped", "TWISTED_REACTOR": f"twisted.internet.{reactor}"}
    assert crawl(site, **settings).items["/recent"]["article"]["date"] == "2023-03-05"
    assert crawl(site).items["/recent"]["article"]["date"] is None


@pytest.mark.integration
def test_settings_say_where_things_go_and_which_pipeline_cleans(site: str) -> None:
    items, stats, _ = crawl(
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
        assert asyncio.run(pipeline.process_item(item))["text"] == "\n\n".join(PARAGRAPHS)
        assert pipeline.stats == {"newsclean/cleaned": 1}

    def test_a_page_that_is_no_text_is_counted_not_raised(self) -> None:
        pipeline = CleanPipeline(Settings(into={"title": "headline"}), Stats())
        assert asyncio.run(pipeline.process_item({"text": b"bytes"})) == {"text": "bytes"}
        assert pipeline.stats == {"newsclean/errors": 1, "newsclean/errors/TypeError": 1}

    def test_the_article_may_take_the_pages_place(self) -> None:
        pipeline = CleanPipeline(Settings(into={"text": "text"}, page="drop"), Stats())
        assert asyncio.run(pipeline.process_item({"text": PARAGRAPHS[0]})) == {"text": PARAGRAPHS[0]}

    def test_pages_are_cleaned_one_at_a_time_in_a_thread_of_their_own(self) -> None:
        inside: list[threading.Thread] = []
        at_once: list[int] = []

        def note_thread(page: newsclean.Page) -> list[newsclean.Removal]:
            inside.append(threading.current_thread())
            time.sleep(0.01)
            at_once.append(len(inside))
            inside.remove(threading.current_thread())
            assert threading.current_thread() is not threading.main_thread()
            return []

        pipeline = CleanPipeline(Settings(pipeline=Pipeline().with_filter(note_thread)), Stats())

        async def several() -> None:
            await asyncio.gather(*(pipeline.process_item({"text": "Rain fell."}) for _ in range(5)))

        asyncio.run(several())
        assert at_once == [1] * 5
        assert pipeline.stats == {"newsclean/cleaned": 5}


@pytest.mark.integration
@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("NEWSCLEAN_LANGUAGE", "English", "'English' is no language tag; pass one such as 'en'"),
        ("NEWSCLEAN_PAGE", "throw", "NEWSCLEAN_PAGE is 'throw'; pass one of 'decode'"),
        ("NEWSCLEAN_INTO", {"headline": "title"}, "NEWSCLEAN_INTO has headline"),
    ],
)
def test_a_setting_that_means_nothing_is_said_before_the_crawl(setting: str, value: Any, told: str) -> None:
    from scrapy.settings import Settings as ScrapySettings

    with pytest.raises(ValueError, match=told):
        Settings.of(ScrapySettings({setting: value}))


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
