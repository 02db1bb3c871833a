"""Training: the same pages and seed give the same file, and held-out folds are held out."""

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from newsclean import clean_html
from newsclean.pipeline import default_pipeline
from newsclean.scorer.kinds import KINDS
from newsclean.structure import STRUCTURE_NAMES
from newsclean.train import unseen
from newsclean.train.__main__ import main
from newsclean.train.examples import BARE, CUT, GOLD, SHORT, SHORT_PAGES, examples
from newsclean.train.kinds import UNKNOWN
from newsclean.train.pages import fold_of, publisher
from newsclean.train.webpages import html_examples, text_examples

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
        "texts": {"resiliparse_all": text}, "gold": {"title": title, "body": body, "optional": []},
    }  # fmt: skip


def test_all_pages_of_a_publisher_are_in_one_fold() -> None:
    assert publisher({"url": "https://www.news.example.co.uk/1"}) == publisher({"url": "http://example.co.uk/2"})
    assert {fold_of(labelled(n)) for n in range(40)} == {0, 1, 2, 3, 4}


def test_each_page_is_met_as_it_is_and_as_its_gold_alone() -> None:
    made = list(examples(labelled(1), (), {}))
    assert [m.rendering for m in made] == ["resiliparse_all", GOLD, CUT, BARE, *[SHORT] * SHORT_PAGES]
    assert all(label == 1 for label, weight in zip(made[1].labels, made[1].weights, strict=True) if weight)
    assert made[0].labels.sum() == 6
    assert not made[3].labels.any()
    assert all(0 < m.labels.sum() == len(m.page["gold"]["body"]) for m in made[4:])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(labelled(n)) + "\n" for n in range(15))
    return path


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "html.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for page in map(labelled, range(15)):
            file.write(json.dumps({"id": page["id"], "html": document_of(page["gold"])}) + "\n")
    return path


def document_of(gold: dict[str, Any]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in gold["body"])
    menu, stories = "<nav><p>Home</p><p>Sport</p></nav>", "<h3>Most Read</h3><p>Storm Closes Roads</p>"
    return f"{menu}<article><h1>{gold['title']}</h1>{body}</article><div class=related>{stories}</div>"


def test_lines_have_the_kind_that_the_html_has_for_them() -> None:
    page = labelled(1)
    whole = text_examples(page, document_of(page["gold"]), (), ())[0]
    told = {line: KINDS[kind] for line, kind in zip(whole.lines, whole.kinds, strict=True) if kind != UNKNOWN}
    assert told == {"Home": "navigation", "Sport": "navigation", page["gold"]["title"]: "field",
                    "Most Read": "related", "Storm Closes Roads": "related"}  # fmt: skip


def test_a_document_is_met_with_its_structure() -> None:
    page = labelled(2)
    (made, *_) = html_examples(page, document_of(page["gold"]))
    assert made.structure is not None
    assert made.structure.shape == (3 * len(STRUCTURE_NAMES), len(made.lines))
    assert [line for line, label in zip(made.lines, made.labels, strict=True) if label] == page["gold"]["body"]


@pytest.mark.integration
@pytest.mark.parametrize("form", [[], ["--html"]], ids=["text", "html"])
def test_training_twice_gives_the_same_file(
    form: list[str], pages: Path, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["scorer", str(pages), "--documents", str(documents), *form, "--share-of-trees", "0.02"]
    for name, more in (("one.npz", []), ("two.npz", ["--no-tables"])):
        main([*common, "--out", str(tmp_path / name), *more])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    printed = capsys.readouterr().out
    assert "at publishers not seen" in printed
    assert "navigation" in printed


@pytest.mark.integration
def test_a_page_is_cleaned_with_the_weights_that_have_not_seen_its_publisher(
    pages: Path, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = ["scorer", str(pages), "--documents", str(documents), "--folds", str(tmp_path), "--no-tables"]
    for form in ([], ["--html"]):
        main([*common, "--out", str(tmp_path / "model.npz"), "--share-of-trees", "0.02", *form])
    monkeypatch.setenv(unseen.FOLDER, str(tmp_path))
    page = labelled(7)
    text = page["texts"]["resiliparse_all"]
    without = str(tmp_path / f"scorer-without-{fold_of(page)}.npz")
    assert unseen.clean(text) == default_pipeline().with_model(without).clean(text)
    html = document_of(page["gold"])
    without = str(tmp_path / f"html-without-{fold_of(page)}.npz")
    assert unseen.clean_html(html) == clean_html(html, pipeline=default_pipeline().with_model(without))
    with pytest.raises(KeyError, match="no page"):
        unseen.clean("Another text.")
