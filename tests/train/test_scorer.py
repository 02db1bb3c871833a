"""Training: the same pages and seed give the same file, and held-out folds are held out."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from newsclean.pipeline import default_pipeline
from newsclean.train import unseen
from newsclean.train.__main__ import main
from newsclean.train.examples import GOLD, examples
from newsclean.train.pages import fold_of, publisher

SUBJECTS = ("river", "bridge", "mayor", "school", "farmer", "engineer", "council", "market", "harbour", "station")


def labelled(number: int) -> dict[str, Any]:
    """A made-up page: a menu, an article about a subject, a list of other stories."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    body = [
        f"On day {n} the {subject} was once more the talk of everybody in the valley, people said." for n in range(6)
    ]
    title = f"All about the {subject}"
    text = "\n".join(["Home", "Sport", title, "", *body, "", "Most Read", "Storm Closes Roads", "Contact"])
    return {
        "id": f"made-{number}", "source": "made", "lang": "en", "url": f"https://site{number}.example/a",
        "texts": {"resiliparse_main": text}, "gold": {"title": title, "body": body, "optional": []},
    }  # fmt: skip


def test_all_pages_of_a_publisher_are_in_one_fold() -> None:
    assert publisher({"url": "https://www.news.example.co.uk/1"}) == publisher({"url": "http://example.co.uk/2"})
    assert {fold_of(labelled(n)) for n in range(40)} == {0, 1, 2, 3, 4}


def test_each_page_is_met_as_it_is_and_as_its_gold_alone() -> None:
    made = list(examples([labelled(1)], ()))
    assert [m.rendering for m in made][:2] == ["resiliparse_main", GOLD]
    assert all(label == 1 for label, weight in zip(made[1].labels, made[1].weights, strict=True) if weight)
    assert made[0].labels.sum() == 6


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(labelled(n)) + "\n" for n in range(15))
    return path


@pytest.mark.integration
def test_training_twice_gives_the_same_file(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, more in (("one.npz", []), ("two.npz", ["--no-tables"])):
        main(["scorer", str(pages), "--out", str(tmp_path / name), "--trees", "4", *more])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    printed = capsys.readouterr().out
    assert "Cross-validated by publisher" in printed
    assert GOLD in printed


@pytest.mark.integration
def test_a_page_is_cleaned_with_the_weights_that_have_not_seen_its_publisher(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["--out", str(tmp_path / "model.npz"), "--folds", str(tmp_path), "--trees", "4", "--no-tables"]
    main(["scorer", str(pages), *options])
    monkeypatch.setenv(unseen.FOLDER, str(tmp_path))
    page = labelled(7)
    text = page["texts"]["resiliparse_main"]
    without = str(tmp_path / f"scorer-without-{fold_of(page)}.npz")
    assert unseen.clean(text) == default_pipeline().with_model(without).clean(text)
    with pytest.raises(KeyError, match="no page"):
        unseen.clean("Another text.")
