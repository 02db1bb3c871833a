"""Site profiles: what they learn, what they never take, and the file that a person edits."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from newsclean import Article, SiteProfile, clean, default_pipeline
from newsclean.reading import read_page
from newsclean.sites import lines_of_fields

SLOGAN = "The Vale Post, your paper every day"
COOKIES = "We and our many partners store small files on your device, and you can change your mind at any time."
STORIES = {
    "heron": (
        "The evening ferry at Dunmore stayed in port because a heron had settled on the ramp and would not leave.",
        "Captain Joan Pell said that the crew had rung the bell, then the vet, and in the end the mayor of the town.",
        "Why it came",
        "The bird left after ninety minutes, by which time the tide had turned and the boat could not sail.",
        "Passengers were given tea, and the ferry company said that it would not ask for the money back.",
    ),
    "bakery": (
        "The bakery on the square has sold the same loaf of bread twice, and both buyers want to keep it.",
        "The first had paid for it in the morning and left it on the counter while she went to the bank next door.",
        "The second took it home, cut it in half and says that it was the best he has had in all of his years.",
        "A judge will taste what is left of it in March, when the court comes to the town for its spring days.",
    ),
    "otters": (
        "Four otters have closed the public baths, as the keeper found them in the deep end early in the morning.",
        "They had come up the drain from the river, he said, and seemed to know the opening hours by heart.",
        "The town council will meet on Monday to talk about a fence, a slide or a pool for otters of their own.",
        "Until then the swimming club trains in the school, where the water is cold and the lanes are short.",
    ),
}


def page(story: str, author: str = "Nora Quill", comments: int = 3, *extra: str) -> str:
    title = f"A story of the {story} and of those who saw it"
    top = (SLOGAN, "Tell us what you saw", "Vale and hills", title, f"By {author}")
    return "\n\n".join((*top, *STORIES[story], *extra, COOKIES, f"{comments} comments on this", "Read the Vale Post"))


def taken(profile: SiteProfile, text: str, url: str | None = None) -> list[str]:
    return [removal.line.text for removal in profile(read_page(text, language="en", url=url))]


def clean_with(profile: SiteProfile, text: str) -> Article:
    return clean(text, pipeline=default_pipeline().with_filter(profile))


def test_finding_the_lines_of_fields_beforehand_changes_nothing() -> None:
    text = page("heron")
    read = read_page(text, language="en")
    kept = {line.text for line in read.source if line.index in lines_of_fields(read)}
    assert {"By Nora Quill", "A story of the heron and of those who saw it", "Vale and hills"} <= kept
    assert SLOGAN not in kept
    assert default_pipeline().clean_page(read) == clean(text, language="en")


class TestWhatItTakes:
    def test_one_other_page_teaches_short_lines_and_two_teach_long_ones(self) -> None:
        short = [SLOGAN, "12 comments on this", "Read the Vale Post"]
        one = SiteProfile.from_pages([page("bakery")])
        assert taken(one, page("heron", comments=12)) == short
        two = one.add(page("otters"))
        assert taken(two, page("heron", comments=12)) == [SLOGAN, COOKIES, *short[1:]]

    def test_the_page_at_hand_is_no_other_page(self) -> None:
        assert taken(SiteProfile.from_pages([page("heron")]), page("heron")) == []
        profile = SiteProfile.from_pages([page("heron"), page("bakery")])
        assert taken(profile, page("heron")) == [SLOGAN, "3 comments on this", "Read the Vale Post"]

    def test_versions_of_one_story_cost_each_other_no_line(self) -> None:
        versions = [
            page("heron", "Nora Quill", n, f"Update {n}: the heron was seen again on the {n}. day.") for n in (1, 2, 3)
        ]
        profile = SiteProfile.from_pages(versions)
        for version in versions:
            assert taken(profile, version) == []
        learned = profile.add(page("bakery"))
        assert clean_with(learned, versions[0]).body[:5] == STORIES["heron"]
        assert taken(learned, versions[0]) == [SLOGAN, "1 comments on this", "Read the Vale Post"]

    def test_title_byline_and_date_are_left_to_their_fields(self) -> None:
        day = "Published 3 March 2023"
        profile = SiteProfile.from_pages([f"{day}\n\n{page(story)}" for story in ("bakery", "otters")])
        article = clean_with(profile, f"{day}\n\n{page('heron')}")
        assert article.byline == "Nora Quill"
        assert not {"By Nora Quill", day} & {entry.text for entry in article.removed}

    def test_lines_without_letters_are_nobodys(self) -> None:
        profile = SiteProfile.from_pages([f"12\n\n***\n\n{page('bakery')}", f"13\n\n***\n\n{page('otters')}"])
        assert not {"14", "***"} & {*taken(profile, f"14\n\n***\n\n{page('heron')}")}

    def test_each_removal_has_its_reason_in_the_ledger(self) -> None:
        article = clean_with(SiteProfile.from_pages([page("bakery"), page("otters")]), page("heron"))
        reasons = {e.text: (e.by, e.reason) for e in article.removed}
        assert reasons[SLOGAN] == ("site-profile", "stands on 2 other pages of the site")
        assert article.body == STORIES["heron"]

    def test_an_empty_profile_and_an_empty_page_take_nothing(self) -> None:
        assert taken(SiteProfile(), page("heron")) == []
        assert taken(SiteProfile.from_pages([page("bakery"), ""]), "") == []


class TestSeveralSites:
    profile = SiteProfile.from_pages(
        [(page("bakery"), "https://www.vale.example/1"), ("Other paper\n\nNo story today.", "https://other.example/")]
    )

    def test_the_address_says_whose_page_it_is(self) -> None:
        assert SLOGAN in taken(self.profile, page("heron"), "https://vale.example/2")
        assert taken(self.profile, page("heron"), "https://other.example/2") == []
        assert taken(self.profile, page("heron"), "https://third.example/2") == []
        assert taken(self.profile, page("heron")) == []

    def test_without_an_address_the_only_site_is_meant(self) -> None:
        only = SiteProfile.from_pages([(page("bakery"), "https://vale.example/1")])
        assert SLOGAN in taken(only, page("heron"))

    def test_profiles_merge_and_a_page_known_to_both_counts_once(self) -> None:
        a, b = (
            SiteProfile.from_pages(page(s) for s in stories) for stories in (["heron", "bakery"], ["bakery", "otters"])
        )
        assert a.merge(b) == SiteProfile.from_pages(page(s) for s in ("heron", "bakery", "otters"))
        assert a.merge(a) == a == a.add(page("heron"))
        assert dict(a.merge(self.profile).sites).keys() == {"", "other.example", "vale.example"}


class TestTheFile:
    profile = SiteProfile.from_pages(
        [(page("bakery"), "https://vale.example/1"), (page("otters"), "https://vale.example/2")]
    )

    def test_what_is_saved_is_loaded(self, tmp_path: Path) -> None:
        self.profile.save(tmp_path / "sites.json")
        assert SiteProfile.load(tmp_path / "sites.json") == self.profile
        assert pickle.loads(pickle.dumps(self.profile)) == self.profile
        assert hash(self.profile) == hash(SiteProfile.from_dict(self.profile.to_dict()))

    def test_it_has_a_line_for_each_learned_line_and_no_words_of_a_story(self, tmp_path: Path) -> None:
        self.profile.save(tmp_path / "sites.json")
        text = (tmp_path / "sites.json").read_text("utf-8")
        assert '    "{n} comments on this": [1, 2],\n' in text
        assert "otters have closed" not in text.casefold()
        assert text.count("#") == 10

    def test_a_person_may_say_always_or_never(self) -> None:
        values = json.loads(json.dumps(self.profile.to_dict()))
        lines = values["sites"]["vale.example"]["lines"]
        lines |= {SLOGAN.casefold(): "never", "Why it  CAME": "always"}
        edited = SiteProfile.from_dict(values)
        assert SLOGAN not in taken(edited, page("heron"))
        assert "Why it came" in taken(edited, page("heron"))
        assert SLOGAN not in taken(edited.add((page("heron"), "https://vale.example/3")), page("bakery"))
        assert SLOGAN not in taken(edited.merge(self.profile), page("heron"))

    @pytest.mark.parametrize(
        "values",
        [{}, {"sites": []}, {"sites": {"a": {}}}, {"sites": {"a": {"pages": 1, "lines": {"x": "sometimes"}}}}],
    )
    def test_anything_else_is_refused(self, values: dict[str, object]) -> None:
        with pytest.raises(ValueError, match="no site profile"):
            SiteProfile.from_dict(values)

    @pytest.mark.parametrize("pages", [[b"bytes"], [("text", 3)], [("text", "url", "more")], [None]])
    def test_what_is_no_page_is_refused(self, pages: list[object]) -> None:
        with pytest.raises(TypeError, match="A page is"):
            SiteProfile.from_pages(pages)  # type: ignore[arg-type]
