"""The learned steps: what they point at, with which reason, and that they leave clean pages whole."""

import subprocess
import sys

import pytest

from newsclean.pipeline import default_pipeline
from newsclean.reading import read_page
from newsclean.scorer import Boilerplate, body_probabilities, boilerplate

FIRST = "In the night the river rose by two metres, and the mayor of the town closed the old bridge until later."
SECOND = "Farmers moved their cattle to the hills before dawn, and the school stayed shut, the mayor said on Monday."
THIRD = "The river is expected to fall again by Wednesday, when engineers will look at the bridge, she said."
ARTICLE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
MENU = "Home\nPolitics\nBusiness\nSport\nCulture\nWeather\nSubscribe\nLog in"
STORIES = "Most Read\n\nStorm Closes Three Schools\n\nMayor Denies New Report"
FOOTER = f"{STORIES}\n\nContact\nPrivacy Policy\nTerms of Use\n© 2021 The Valley Post"


def removed(text: str, step: Boilerplate = boilerplate) -> list[str]:
    return [entry.text for entry in default_pipeline().replace("boilerplate", step).clean(text, language="en").removed]


def doubtful(text: str, step: Boilerplate) -> set[str]:
    return {removal.line.text for removal in step(read_page(text, language="en"))}


def test_menu_and_footer_go_and_the_article_stays() -> None:
    gone = removed(f"{MENU}\n\n{ARTICLE}\n\n{FOOTER}")
    assert not {FIRST, SECOND, THIRD} & set(gone)
    assert {"Politics", "Weather", "Mayor Denies New Report", "Privacy Policy"} <= set(gone)


@pytest.mark.parametrize(
    "text",
    [ARTICLE, FIRST, f"{FIRST}\n\n{SECOND}", ARTICLE.replace("\n\n", "\n"), f"{FIRST}\n\nNo.\n\n{SECOND}", "Hello"],
    ids=["three", "one", "two", "no-blanks", "a-word-between", "a-word-alone"],
)
def test_a_clean_page_is_left_whole(text: str) -> None:
    assert removed(text) == []


def test_each_removal_says_why_and_how_likely_the_line_is_body() -> None:
    for removal in boilerplate(read_page(f"{MENU}\n\n{ARTICLE}\n\n{FOOTER}", language="en")):
        assert removal.reason
        assert not any(character.isdigit() for character in removal.reason)
        assert removal.probability is not None
        assert 0 <= removal.probability < 0.5


def test_the_threshold_is_a_choice() -> None:
    text = f"{MENU}\n\n{ARTICLE}\n\n{FOOTER}"
    assert doubtful(text, Boilerplate(threshold=0.0)) == set()
    assert doubtful(text, boilerplate) <= doubtful(text, Boilerplate(threshold=0.9))
    assert doubtful(text, Boilerplate(threshold=1.0)) >= {FIRST, SECOND, THIRD}


def test_probabilities_stand_by_line_index() -> None:
    page = read_page(f"{MENU}\n\n{ARTICLE}", language="en")
    found = body_probabilities(page)
    assert len(found) == len(page.source)
    assert [line.text for line in page.source if found[line.index] > 0.5] == [FIRST, SECOND, THIRD]


def test_an_empty_page_has_nothing_to_remove() -> None:
    assert removed("") == []


def test_numpy_waits_for_the_first_page() -> None:
    code = "import sys, newsclean.scorer; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
