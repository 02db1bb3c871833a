"""What scripts settle: sentence ends, words and paragraphs in many of them."""

import pytest

from newsclean import clean, read_page
from newsclean.script import ends_sentence, has_full_stop, is_paragraph, is_small, is_unspaced, word_count


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "It rained!”",
        "雨だった。」",
        "बारिश हुई।",
        "بارش ہوئی۔",
        "هل أمطرت؟",
        "Անձրև եկավ։",
        "ዝናብ ዘነበ።",
        "မိုးရွာသည်။",
    ],
    ids=["en", "quoted", "ja", "hi", "ur", "ar", "hy", "am", "my"],
)
def test_a_sentence_ends_in_any_script(text: str) -> None:
    assert has_full_stop(text)
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Read more", "(AP", "雨の写真", "It rained,", ""])
def test_what_is_no_sentence(text: str) -> None:
    assert not ends_sentence(text)


def test_a_lead_in_ends_like_a_sentence_but_has_no_full_stop() -> None:
    assert ends_sentence("She said:")
    assert not has_full_stop("She said:")


def test_long_thai_text_is_a_sentence_and_a_short_one_a_label() -> None:
    assert ends_sentence("ฝน" * 30)
    assert not ends_sentence("ฝน" * 29)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), ("one two", 2), ("昨夜は雨だった", 3), ("비가 왔다", 2), ("昨夜 雨 雨 雨 雨", 5)],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("one two three four five six seven eight nine ten eleven twelve.", True),
        ("one two three four five six seven eight nine ten eleven.", False),
        ("one two three four five six seven eight nine ten eleven twelve:", False),
        ("昨夜は雨が降り続いて地下室が水につかった町。", True),
        ("昨夜は雨が降り続いて地下室。", False),
        ("昨夜は雨が降り続いて地下室が水につかった町の写真", False),
    ],
    ids=["twelve words", "eleven", "no full stop", "ja", "ja short", "ja without an end"],
)
def test_a_paragraph_is_a_sentence_of_some_length(text: str, is_one: bool) -> None:
    assert is_paragraph(text) is is_one


def test_only_scripts_with_capitals_have_small_letters() -> None:
    assert [is_small(c) for c in "aяαաა字अ"] == [True, True, True, True, False, False, False]


def test_scripts_without_spaces() -> None:
    assert [is_unspaced(c) for c in "字かไမខ、Ａ글aа"] == [True] * 7 + [False] * 3


HINDI = (
    "रात में पहाड़ियों पर तेज बारिश हुई और नदी का पानी बढ़ गया।",
    "सुबह पुराने शहर के तहखानों में पानी भर गया था।",
    "दमकल के लोग चालीस बार बुलाए गए और स्कूल बंद रहा।",
    "शाम तक पानी उतर गया और लोग घर लौट आए थे।",
    "महापौर ने कहा कि अभी सबसे बुरा समय बाकी हो सकता है।",
)
GEORGIAN = (
    "ღამით მთებში ძლიერი წვიმა მოვიდა და მდინარე ადიდდა.",
    "დილით ძველი ქალაქის სარდაფები წყლით იყო სავსე.",
    "მაშველები ორმოცჯერ გამოიძახეს და სკოლა დაიკეტა.",
    "საღამოს წყალი დაიკლო და ხალხი სახლში დაბრუნდა.",
    "მერმა თქვა, რომ ყველაზე ცუდი შეიძლება წინ იყოს.",
)


@pytest.mark.parametrize("sentences", [HINDI, GEORGIAN], ids=["hi", "ka"])
def test_sentences_a_line_are_not_taken_for_wrapped_text(sentences: tuple[str, ...]) -> None:
    assert [line.text for line in read_page("\n".join(sentences)).lines] == list(sentences)
    assert clean("\n".join(sentences)).body == sentences
