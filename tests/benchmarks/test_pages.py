"""That the tables of the HTML and the site benchmark are printed, of a page or two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks import html_peers, site_profiles
from tests.integrations.local_site import PAGES, PARAGRAPHS


def write(path: Path, *rows: Mapping[str, object]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


@pytest.mark.benchmark
def test_html_is_measured_beside_trafilatura(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = {"title": "Heron stops the ferry at Dunmore", "body": PARAGRAPHS}
    labelled: Mapping[str, object] = {
        "id": "a",
        "source": "mine",
        "texts": {"resiliparse_all": "\n\n".join(PARAGRAPHS)},
        "gold": gold,
    }
    html: Mapping[str, object] = {"id": "a", "html": f"<html><body>{PAGES['/heron']}"}
    html_peers.main([write(tmp_path / "labelled.jsonl", labelled), write(tmp_path / "html.jsonl", html)])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["newsclean", "trafilatura"]


@pytest.mark.benchmark
def test_profiles_are_measured_with_and_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[Mapping[str, object]] = [
        {
            "source": "mine",
            "group": "courier",
            "texts": {"resiliparse_all": f"The Courier\n\n{text}"},
            "gold": {"body": [text]},
        }
        for text in PARAGRAPHS[:2]
    ]
    site_profiles.main([write(tmp_path / "labelled.jsonl", *rows)])
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["all", "all", "mine", "mine"]
