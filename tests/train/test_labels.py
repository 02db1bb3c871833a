"""Labels: what counts as body on a labelled page, and what is left out of training."""

import pytest

from newsclean.train.labels import OPTIONAL_WEIGHT, label_lines

GOLD = {
    "title": "River rises after storm",
    "optional": ["Three villages were cut off", "What comes next"],
    "body": [
        "The river rose by two metres on Monday night, and three villages were cut off.",
        "No.",
        "Farmers moved their cattle to the hills before dawn, the mayor said.",
    ],
}
BODY, CLUTTER, TITLE, SUBHEAD = (1, 1.0), (0, 1.0), (0, 0.0), (1, OPTIONAL_WEIGHT)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        pytest.param(["Menu", *GOLD["body"], "Share"], [CLUTTER, BODY, BODY, BODY, CLUTTER], id="body-and-clutter"),
        pytest.param(["River rises after storm", *GOLD["body"]], [TITLE, BODY, BODY, BODY], id="title-is-left-out"),
        pytest.param([GOLD["body"][0], "What comes next", GOLD["body"][2]], [BODY, SUBHEAD, BODY], id="subhead"),
        pytest.param([GOLD["body"][2], GOLD["body"][2]], [BODY, CLUTTER], id="only-once"),
        pytest.param(
            [*GOLD["body"], "a", "b", "c", "d", "No."], [BODY, BODY, BODY, *[CLUTTER] * 5], id="far-from-body"
        ),
        pytest.param(
            ["Farmers moved their cattle to the hills", "before dawn", "Menu"], [BODY, BODY, CLUTTER], id="cut"
        ),
    ],
)
def test_labels(lines: list[str], labels: list[tuple[int, float]]) -> None:
    assert list(label_lines(lines, GOLD)) == labels


def test_an_optional_line_of_a_date_alone_is_not_learned() -> None:
    gold = {**GOLD, "optional": ["5 May 2021"]}
    assert next(label_lines(["5 May 2021", *GOLD["body"]], gold)) == (1, 0.0)
