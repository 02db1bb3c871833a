"""Layout: every rendering gives the same logical lines, and no character is lost, moved or made up."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.layout import Layout, lay_out
from newsclean.layout.pieces import tidy
from newsclean.page import Line
from newsclean.repair import sound_lines

TITLE = "River leaves its bed after a week of rain"
PARAGRAPHS = (
    "The river Orla rose by two metres on Monday and flooded the lower town, the fire service said on Tuesday morning.",
    "Nobody was hurt, but some forty families had to leave their homes and spent the night in a well-known school.",
    "“We heard the water before we saw it,” said Ida Lund, who has lived by the old bridge for thirty years.",
    "No.",
    "The mayor wants to build a wall that costs 4 * 3 million, as snake_case and # 1 on her list show.",
)


def laid_out(text: str) -> Layout:
    return lay_out(sound_lines(text))


def texts(text: str) -> list[str]:
    return [line.text for line in laid_out(text).lines]


def shown(text: str) -> list[tuple[str, str]]:
    return [(line.text, line.mark) for line in laid_out(text).lines]


CUT_PAGES = {
    "en": (
        "Harbour shuts two piers until spring",
        "<b>CORRAN</b> (Wire) - The <a>harbour board</a> shut two of its three piers on Monday, and "
        "said that it would not open them before spring.",
        "<a>Ann Lee</a>, who keeps the third, said that she had asked <a>the port office</a> for a "
        "lamp. <a>The office</a> has not replied.",
        "“There is nothing to see and nobody to see it,” said <a>Bo Hale</a>, a fisherman.",
        "The board meets again in May, and the lamp is on its list.",
    ),
    "ja": (
        "北浜港で桟橋二つ閉鎖、春まで",
        "<b>北浜市</b>の港で15日、三つある桟橋のうち二つが閉鎖された。春までは開けないという。",
        "<a>北浜水産</a>は前の日から船を<a>南浜港</a>に移していた。社長の<a>青木忠</a>さんは「灯りがないので困る」と話した。",
        "市の<a>港湾課</a>が7日にまとめた報告によると、桟橋は築50年を超えている。",
        "次の会議は5月に開かれ、灯りのことも話し合われる。",
    ),
    "zh": (
        "北滨港关闭两座栈桥",
        "<b>北滨</b>港15日关闭了三座栈桥中的两座，并表示春天之前不会重新开放。",
        "据<a>北滨水产</a>介绍，前一天船只已经转移到<a>南滨港</a>。总经理<a>王青</a>说，没有灯很不方便。",
        "<a>港务局</a>7日发布的报告显示，栈桥已经使用了五十多年。",
        "下一次会议将在五月举行，届时也会讨论灯的问题。",
    ),
    "ko": (
        "북빈항 부두 두 개 닫는다",
        "<b>북빈항</b>은 15일 세 개의 부두 가운데 두 개를 닫았고, 봄까지는 열지 않겠다고 밝혔다.",
        "<a>북빈수산</a>은 전날 배를 <a>남빈항</a>으로 옮겼다. 사장 <a>김청</a> 씨는 등이 없어서 불편하다고 말했다.",
        "<a>항만청</a>이 7일 낸 보고서에 따르면 부두는 지은 지 오십 년이 넘었다.",
        "다음 회의는 5월에 열리며 등 문제도 논의된다.",
    ),
    "ar": (
        "ميناء البحر القديم يغلق رصيفين",
        "أغلق ميناء <a>البحر القديم</a> يوم الاثنين رصيفين من أرصفته الثلاثة، وقال إنه لن يفتحهما قبل الربيع.",
        "وقالت <a>مريم سالم</a> التي تدير الرصيف الثالث إنها طلبت من <a>مكتب الميناء</a> مصباحا. ولم "
        "يرد <a>المكتب</a> حتى الآن.",
        "<b>وأضاف</b> الصياد حسن أن المكان مظلم ولا يراه أحد.",
        "يجتمع المجلس مرة أخرى في مايو، والمصباح على جدول أعماله.",
    ),
    "ru": (
        "Порт закрыл два причала",
        "<b>КОРРАН</b> – <a>Совет порта</a> закрыл в понедельник два из трёх причалов и сообщил, что не "
        "откроет их до весны.",
        "<a>Анна Левина</a>, которая следит за третьим, сказала, что просила <a>контору</a> о фонаре. "
        "<a>Контора</a> не ответила.",
        "«Смотреть не на что», — сказал рыбак <a>Борис Халин</a>.",
        "Совет соберётся снова в мае, и фонарь есть в его списке.",
    ),
}
"""A title and paragraphs in which bold words and links are marked as tags."""


def cut_page(language: str, between: str) -> tuple[str, list[str]]:
    """A page as BeautifulSoup's get_text gives it, with some white space between its blocks, and its paragraphs."""
    from bs4 import BeautifulSoup

    title, *paragraphs = CUT_PAGES[language]
    blocks = [f"<h1>{title}</h1>", *(f"<p>{paragraph}</p>" for paragraph in paragraphs), "<p><a>Home</a></p>"]
    soup = BeautifulSoup(f"<div>{between}{between.join(blocks)}{between}</div>", "html.parser")
    return soup.get_text("\n"), [title, *(p.get_text() for p in soup("p"))]


@pytest.mark.parametrize("language", CUT_PAGES)
def test_white_space_tells_where_inline_tags_cut_a_paragraph(language: str) -> None:
    page, paragraphs = cut_page(language, "\n    ")
    assert texts(page) == paragraphs


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_spaces_alone_tell_it_on_a_page_without_blank_lines(language: str) -> None:
    page, paragraphs = cut_page(language, "")
    assert len(set(paragraphs).intersection(texts(page))) >= len(paragraphs) - 1


@pytest.mark.parametrize(
    "page",
    [
        "What you need:\ntwo lathes\na measuring room\na shelf of bearings\nCourses begin in May.",
        "Du brauchst:\nzwei Eier\neinen Löffel\neine Pfanne\nDer Kurs beginnt im Mai.",
        "Il faut :\ndeux œufs\nune cuillère\nune poêle\nLe cours commence en mai.",
        "Нужно:\nдва яйца\nложка\nсковорода\nКурс начинается в мае.",
        "Rain fell.\nHome \nNews \nSport \nNobody was hurt.",
        " 1. Home\n 2. News\n 3. Sport\nRain fell.",
    ],
)
def test_lists_and_menus_are_not_put_together(page: str) -> None:
    assert texts(page) == [tidy(line) for line in page.split("\n")]


class TestRenderings:
    """One article, rendered in many ways."""

    WHOLE = (TITLE, *PARAGRAPHS)

    def test_clean_text_comes_out_as_it_is(self) -> None:
        assert texts("\n\n".join(self.WHOLE)) == list(self.WHOLE)

    @pytest.mark.parametrize("width", [40, 60, 72, 79, 100])
    def test_hard_wrapped(self, width: int) -> None:
        assert texts("\n\n".join(textwrap.fill(p, width) for p in self.WHOLE)) == list(self.WHOLE)

    def test_hard_wrapped_without_blank_lines_keeps_short_ends_apart(self) -> None:
        wrapped = "\n".join(textwrap.fill(p, 72) for p in PARAGRAPHS[:3])
        assert texts(wrapped) == list(PARAGRAPHS[:3])

    def test_markdown(self) -> None:
        page = f"* [Home](/)\n* [Sport](/sport_a)\n\n# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS[:4])
        page = page.replace("Ida Lund", '[**Ida** _Lund_](/lund_(ida) "Ida (59)")').replace("forty", "*forty*")
        assert shown(page) == [
            ("Home", "list-item"),
            ("Sport", "list-item"),
            (TITLE, "heading"),
            *((p, "") for p in PARAGRAPHS[:4]),
        ]

    def test_markdown_wrapped_with_links_broken_over_lines(self) -> None:
        quoted = (
            "“We heard the water before we saw it,” said [Ida",
            "Lund](https://example.org/people/ida-lund-of-the-old-bridge-in-",
            'the-lower-town/long-and-short-articles.html "All articles by Ida Lund, by',
            'date (59)"), who has lived by the old bridge for thirty',
            "years.",
        )
        blocks = [f"# {TITLE}", *(textwrap.fill(p, 78) for p in PARAGRAPHS[:2]), "\n".join(quoted)]
        page = "\n\n".join([*blocks, "  * [Home](/)\n  * [Sport](/s)"])
        assert texts(page) == [TITLE, *PARAGRAPHS[:3], "Home", "Sport"]

    def test_indented_with_bullets(self) -> None:
        page = "\n".join(
            ["      * Home", "      * Sport", "", "    " + TITLE, "", *("   " + p + "\n" for p in PARAGRAPHS)]
        )
        assert shown(page)[:2] == [("Home", "list-item"), ("Sport", "list-item")]
        assert texts(page)[2:] == list(self.WHOLE)

    def test_cut_at_inline_tags(self) -> None:
        cut = [
            TITLE,
            "Home",
            "Sport",
            TITLE,
            "The river Orla",
            "rose by two metres on Monday and flooded the",
            "lower town",
            ", the fire service said (on",
            "Tuesday",
            ").",
            PARAGRAPHS[1],
            "“We heard the water,” said",
            "Ida Lund",
            ", who",
        ]
        assert texts("\n".join(cut)) == [
            TITLE,
            "Home",
            "Sport",
            TITLE,
            "The river Orla rose by two metres on Monday and flooded the lower town, the fire service said"
            " (on Tuesday).",
            PARAGRAPHS[1],
            "“We heard the water,” said Ida Lund, who",
        ]


class TestMarkdown:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("A [sic] remark and 2 * 3 * 4", "A [sic] remark and 2 * 3 * 4"),
            ("one ![a cat](/cat.png) two", "one two"),
            (r"1\. not a list, \*not bold\*", "1. not a list, *not bold*"),
            ("see <https://example.org/a_b>", "see https://example.org/a_b"),
            ("[![logo](/l.png) Front page](/)", "Front page"),
            ("snake_case_name and _word_", "snake_case_name and word"),
            ("***very*** **bold *and* light**", "very bold and light"),
            ("_so_ , **he** . Then **this** .5 _it_ !", "so, he. Then this .5 it !"),
            ("[a (b)](/x_(y)) end", "a (b) end"),
            ("[a](</b c> 'it (is)') end", "a end"),
        ],
    )
    def test_inline(self, source: str, text: str) -> None:
        assert texts(f"# Head\n\n[x](y) [x](y) [x](y)\n\n{source}")[2:] == [text]

    def test_setext_headings_rules_quotes_and_tables(self) -> None:
        page = "Head\n====\n\n[x](y)\n\n* * *\n\n> He said **no**.\n\n| a | b |\n| --- | --- |\n| c |  |"
        assert shown(page) == [
            ("Head", "heading"),
            ("x", ""),
            ("He said no.", "quote"),
            ("a b", ""),
            ("c", ""),
        ]
        assert [m.line.numbers for m in laid_out(page).dropped] == [(2,), (6,), (11,)]

    def test_references(self) -> None:
        page = "# Head\n\nSee [the report][1] of [sic].\n\n## Two\n\n[1]: https://example.org 'Report'"
        assert texts(page) == ["Head", "See the report of [sic].", "Two"]

    def test_link_share(self) -> None:
        lines = laid_out("# Head\n\n[all of it](/a)\n\n[half](/b) text\n\n[over\n\ntwo](/c)").lines
        assert [round(line.link_share, 2) for line in lines] == [0, 1, 0.5, 1, 1]

    def test_description_of_an_image_is_dropped_not_lost(self) -> None:
        layout = laid_out("# Head\n\n![A cat](/cat.png)\n\n[x](y) ![A dog](/dog.png) here\n\n[![logo](/l.png)](/)")
        assert [line.text for line in layout.lines] == ["Head", "x here"]
        assert [m.line.text for m in layout.dropped] == ["A cat", "A dog", "logo"]

    def test_a_page_with_a_star_and_a_hash_is_not_markdown(self) -> None:
        assert texts("# 1 in the charts\nA * B\n_x_ [y] (z)") == ["# 1 in the charts", "A * B", "_x_ [y] (z)"]


class TestFragments:
    def test_menus_are_never_put_together(self) -> None:
        menu = ["Home", "World News", "Sport", "The Arts", "Log in", "Sign up for our letters", "Jobs"]
        cut = ["The mayor of", "Orla", ", who was away, said he", "knew nothing."]
        assert texts("\n".join(menu + cut)) == [*menu, "The mayor of Orla, who was away, said he knew nothing."]

    def test_a_subhead_stays_apart_from_its_paragraph(self) -> None:
        cut = [
            "The mayor of the town of",
            "Orla",
            ", was away",
            "and knew nothing.",
            "What happens next",
            "The town waits.",
        ]
        assert texts("\n".join(cut))[1:] == ["What happens next", "The town waits."]

    @pytest.mark.parametrize(
        "page",
        [
            "雨下了一整夜，河水上涨了两米，老城被淹。\n5月9日，船夫在桥下修船。本报记者 林青 摄\n没有船\n"
            "船夫说，桥下再也没有船了。人们在桥上等着。\n1990年的桥。受访者供图\n人们在桥上看水，谁也没有说话。",
            "雨は一晩中降り続き、川の水位が二メートル上がった。\n橋の下で船を直す人。9日、青木忠撮影\n船がない\n"
            "「もう船はない」と船頭は話した。人々は橋で待っている。\n1990年の橋。北浜市提供\n人々は橋の上から水を見ていた。",
            "밤새 비가 내려 강물이 2미터 불어났다.\n다리 아래에서 배를 고치는 사공. 김청 기자\n배가 없다\n"
            "사공은 이제 배가 없다고 말했다. 모두 기다린다.\n1990년의 다리. 북빈시 제공\n사람들은 물을 보고 있었다.",
        ],
        ids=["zh", "ja", "ko"],
    )
    def test_captions_and_subheads_stay_apart_on_a_page_without_blank_lines(self, page: str) -> None:
        assert texts(page) == page.split("\n")

    def test_scripts_without_spaces(self) -> None:
        assert texts("昨日，\n东京\n、大阪下了雨，\n有人说\n。\n首页\n新闻")[0] == "昨日，东京、大阪下了雨，有人说。"


WORDS = st.sampled_from(
    [
        "the",
        "rain",
        "fell",
        "over",
        "Orla,",
        "and",
        "Ida",
        "said:",
        "“no.”",
        "It",
        "(was)",
        "5",
        "o’clock",
        "–",
        "well-known",
        "A_b",
        "x*y",
        "#1",
        "东京",
        "[sic]",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
PAGES = st.lists(st.one_of(LINES, st.just("")), max_size=12).map("\n".join)
MARKS = st.sampled_from(
    [
        "[",
        "](",
        "](/a_b)",
        ")",
        "![",
        "**",
        "*",
        "_",
        "`",
        "# ",
        "\n# ",
        "\n* ",
        "\n> ",
        "|",
        " | ",
        "\n---\n",
        "\n===\n",
        "<http:",
        ">",
        "\\",
        "\\*",
        "\n",
        "\n\n",
        "  \n",
        " ",
        "a",
        "Rain fell.",
        "B",
        "'",
        '"',
        "[x]: y",
        "中",
        "\x01",
        "\x02",
        "•",
        "\n  * ",
        "1. ",
        "<p>",
        "</p>",
        "<br/>",
        "<a href='x\ny'>",
        "</a>",
        "<!-- x -->",
    ]
)
HOSTILE = st.lists(MARKS, max_size=40).map("".join)


def visible(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def named(layout: Layout) -> list[tuple[int, ...]]:
    return [line.numbers for line in layout.lines] + [mark.line.numbers for mark in layout.dropped]


@settings(max_examples=400)
@given(st.one_of(PAGES, HOSTILE, st.text(max_size=60)))
def test_every_source_line_is_in_a_line_or_dropped(text: str) -> None:
    sound = sound_lines(text)
    layout = lay_out(sound)
    assert {n for numbers in named(layout) for n in numbers} == {n for n, line in enumerate(sound, 1) if line.strip()}
    assert [line.index for line in layout.lines] == list(range(len(layout.lines)))
    for line in layout.lines:
        assert line.text == tidy(line.text) != ""
        assert 0 <= line.link_share <= 1


def in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(c in rest for c in part)


@settings(max_examples=400)
@given(st.one_of(PAGES, HOSTILE))
def test_nothing_is_made_up_or_moved(text: str) -> None:
    sound = sound_lines(text)
    layout = lay_out(sound)
    assert in_order("".join(visible(line.text) for line in layout.lines), visible("".join(sound)))
    for line in layout.lines:
        assert in_order(visible(line.text), visible("".join(sound[n - 1] for n in line.numbers)))


@settings(max_examples=300)
@given(PAGES)
def test_without_markdown_every_character_is_kept(text: str) -> None:
    sound = sound_lines(text)
    layout = lay_out(sound)
    assert "".join(line.text for line in layout.lines).replace(" ", "") == "".join("".join(sound).split())


@settings(max_examples=300)
@given(PAGES)
def test_laying_out_its_own_output_changes_nothing(text: str) -> None:
    once = texts(text)
    assert texts("\n\n".join(once)) == once


def test_nothing_comes_of_nothing() -> None:
    assert lay_out([]) == Layout((), ())
    assert lay_out(["", " "]) == Layout((), ())
    assert isinstance(laid_out("Hello").lines[0], Line)


class TestHeaders:
    """What a tool has put above the page is metadata."""

    def test_front_matter(self) -> None:
        page = f"---\ntitle: {TITLE}\ntags:\n  - rain\n---\n\n# {TITLE}\n\n{PARAGRAPHS[0]}"
        layout = laid_out(page)
        assert [(line.text, line.mark) for line in layout.lines] == [(TITLE, "heading"), (PARAGRAPHS[0], "")]
        assert [mark.line.numbers for mark in layout.dropped] == [(1,), (2,), (3,), (4,), (5,)]
        assert {mark.kind for mark in layout.dropped} == {"markup"}

    def test_the_header_of_a_reader(self) -> None:
        page = f"Title: {TITLE}\n\nURL Source: https://example.org/rain\n\nMarkdown Content:\n{PARAGRAPHS[0]}"
        assert texts(page) == [PARAGRAPHS[0]]

    @pytest.mark.parametrize(
        "page",
        [
            f"Title: {TITLE}\n\n{PARAGRAPHS[0]}",
            f"---\n\n{PARAGRAPHS[0]}\n\n---",
            f"Warning: {TITLE}\n\n{PARAGRAPHS[0]}",
        ],
    )
    def test_a_page_that_only_looks_like_one(self, page: str) -> None:
        assert "".join(texts(page)) == page.replace("\n", "").replace("---", "")

    @pytest.mark.parametrize("title", [TITLE, "Река вышла из берегов", "川があふれた", "فاض النهر"])
    def test_a_title_alone_is_markdown(self, title: str) -> None:
        assert shown(f"# {title}\n\n{PARAGRAPHS[0]}")[0] == (title, "heading")

    def test_a_number_sign_is_none(self) -> None:
        assert texts(f"# 1 on her list\n\n{PARAGRAPHS[0]}")[0] == "# 1 on her list"


FEEDS = {
    "en": ("The <a href='/n'>river</a> rose by two metres &amp; more.", "Nobody was <b>hurt</b>, they said."),
    "ja": ("<a href='/n'>川</a>の水位が二メートル上がった。", "けが人は<b>いない</b>という。"),
    "ar": ("ارتفع منسوب <a href='/n'>النهر</a> مترين.", "ولم <b>يصب</b> أحد بأذى."),
    "ru": ("<a href='/n'>Река</a> поднялась на два метра.", "Никто <b>не</b> пострадал."),
}
FEED_TEXTS = {
    "en": ["The river rose by two metres & more.", "Nobody was hurt, they said."],
    "ja": ["川の水位が二メートル上がった。", "けが人はいないという。"],
    "ar": ["ارتفع منسوب النهر مترين.", "ولم يصب أحد بأذى."],
    "ru": ["Река поднялась на два метра.", "Никто не пострадал."],
}


@pytest.mark.parametrize("language", FEEDS)
class TestFeeds:
    """A fragment of HTML comes out as its paragraphs, and its tags are in the ledger."""

    @pytest.mark.parametrize(
        "shape", ["<p>{}</p>\n<p>{}</p>", "<p>{}</p><p>{}</p>", "<P class='a'>{}</P>\n\n<!-- b -->\n<P>\n{}</P>\n"]
    )
    def test_paragraphs(self, language: str, shape: str) -> None:
        assert texts(shape.format(*FEEDS[language])) == FEED_TEXTS[language]

    @pytest.mark.parametrize("shape", ["{}<br>{}<br/>", "{}<br /><br />{}", "{}<br>\n{}<br>"])
    def test_line_breaks(self, language: str, shape: str) -> None:
        assert texts(shape.format(*FEEDS[language])) == FEED_TEXTS[language]

    def test_marks_links_and_the_lines_of_tags(self, language: str) -> None:
        first, second = FEEDS[language]
        layout = laid_out(f"<h2>{TITLE}</h2>\n<div>\n<p>{first}</p>\n</div>\n<ul><li>{second}</li></ul><p>5.</p>")
        told = [(line.text, line.numbers, line.mark) for line in layout.lines]
        assert told[:2] == [(TITLE, (1,), "heading"), (FEED_TEXTS[language][0], (3,), "")]
        assert told[2:] == [(FEED_TEXTS[language][1], (5,), "list-item"), ("5.", (5,), "")]
        assert 0 < layout.lines[1].link_share < 1
        assert [(mark.line.text, mark.line.numbers) for mark in layout.dropped if mark.line.numbers != (3,)] == [
            ("<h2> </h2>", (1,)),
            ("<div>", (2,)),
            ("</div>", (4,)),
            ("<ul> <li> <b> </b> </li> </ul> <p> </p>", (5,)),
        ]

    def test_a_line_of_tags_alone_is_markup_on_any_page(self, language: str) -> None:
        first, second = FEED_TEXTS[language]
        layout = laid_out(f"{first}\n\n<div class='ad'><img src='a.png'></div>\n\n{second}")
        assert [line.text for line in layout.lines] == [first, second]
        assert [mark.line.numbers for mark in layout.dropped] == [(3,)]

    @pytest.mark.parametrize(
        "mention", ["<p>", "Write <p>Rain</p>.", "<p> opens it, and </p> ends it", "a <br> b <br> c"]
    )
    def test_a_text_that_mentions_tags_stays_as_it_is(self, language: str, mention: str) -> None:
        first, second = FEED_TEXTS[language]
        page = [first, f"HTML: {mention}", second]
        assert texts("\n".join(page)) == page


def test_a_paragraph_of_a_feed_may_run_over_lines() -> None:
    assert texts("<p>The river rose\nby two <a\nhref='/m'>metres</a>.</p>") == ["The river rose by two metres."]


BROKEN = {
    "en": (
        "The council met on Monday and its vote was unani-\nmous, which no one had thought possi-\nble in a town where"
        " nobody is of one opin-\nion. A unanimous vote is rare, said the well-\nknown mayor, and it is not possible to"
        " say why it\ncame. She is well-known for her long speeches.",
        ("unanimous", "possible in", "opinion", "well-known mayor"),
    ),
    "de": (
        "Der Rat hat am Montag über die Brücke abge-\nstimmt, und die Gemein-\nde zahlt nun doch. Die Gemeinde habe"
        " lange ge-\nzögert, sagte die Bürgermei-\nsterin, doch wer am Ein-\nund Ausgang stehe, sehe das Wasser. Es"
        " wurde ab-\ngestimmt wie nie, und abgestimmt wird wieder. Das Was-\nser fällt.",
        ("abgestimmt, und", "Gemeinde zahlt", "gezögert", "Ein- und Ausgang", "Wasser fällt"),
    ),
    "fr": (
        "Le conseil a voté lundi la construc-\ntion du pont, et la construction com-\nmencera en mai, dit le maire de"
        " la com-\nmune. Elle commencera par les piles, et la ville at-\ntend depuis des années ce rendez-\nvous.",
        ("construction du", "commencera en", "commune"),
    ),
    "ru": (
        "Совет в понедельник проголо-\nсовал за новый мост, и строи-\nтельство начнётся весной, сказал мэр го-\nрода."
        " Он проголосовал первым, а строительство затянется, как говорят в самом городе уже давно.",
        ("проголосовал за", "строительство начнётся", "города"),
    ),
}


class TestHyphens:
    """A word that was broken at a line's end is whole again where the page says so; no other hyphen goes."""

    @pytest.mark.parametrize("language", BROKEN)
    def test_broken_words(self, language: str) -> None:
        page, wanted = BROKEN[language]
        layout = laid_out(page)
        (line,) = layout.lines
        assert [words for words in wanted if words not in line.text] == []
        gone = [mark for mark in layout.dropped if mark.line.text == "-"]
        assert len(page) - page.count("\n") - page.count(" ") == len(line.text.replace(" ", "")) + len(gone)

    @pytest.mark.parametrize(
        "page",
        [
            "The rain that fell on our valley for a day and a well-\nknown night has stopped, and the river Orla is\n"
            "as calm as it was before the storm began here.",
            "On its way from the old harbour to the new North-\nSouth line, the tram goes over the bridge, which is\n"
            "not for northsouth trains, whatever the map shows.",
            "Its vote was unani-mous, and a unanimous vote is not possi-ble, though all is possible and opin-ion free.",
        ],
        ids=["never whole", "capital", "within a line"],
    )
    def test_other_hyphens_stay(self, page: str) -> None:
        layout = laid_out(page)
        assert "".join(line.text for line in layout.lines).count("-") == page.count("-")
        assert layout.dropped == ()
