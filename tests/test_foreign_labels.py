"""A menu or a widget in another language than the article's: its labels go, whatever script the two are written in."""

from __future__ import annotations

import pytest

from newsclean import clean
from newsclean.lexicon import NO_HIT, load_lexicon
from newsclean.page import MIN_FOREIGN_LABELS, Known, Line, look_up_in, tongues_of
from newsclean.reading import read_page

ARTICLES = {
    "en": (
        "Ferry to the islands stops for the winter",
        "The ferry between the harbour and the three islands will not sail from November to March, the company said.",
        "Those who live on the islands all year, about four hundred people, are angry and want their boat back.",
    ),
    "fr": (
        "Le bac des îles s'arrête pour l'hiver",
        "Le bac entre le port et les trois îles ne circulera pas de novembre à mars, a annoncé la compagnie mardi.",
        "Ceux qui vivent toute l'année sur les îles, environ quatre cents personnes, sont en colère.",
    ),
    "ja": (
        "島への渡し船、冬の間は運休",
        "港と三つの島を結ぶ渡し船は、十一月から三月まで運航しないと会社が火曜日に発表した。",
        "一年中島で暮らす約四百人の住民は怒っており、船を戻してほしいと話している。",
    ),
    "ru": (
        "Паром на острова зимой ходить не будет",
        "Паром между портом и тремя островами не будет ходить с ноября по март, сообщила компания во вторник.",
        "Те, кто живёт на островах круглый год, около четырёхсот человек, сердятся и хотят вернуть свой паром.",
    ),
    "ar": (
        "توقف العبارة إلى الجزر في الشتاء",
        "لن تبحر العبارة بين الميناء والجزر الثلاث من نوفمبر إلى مارس، كما أعلنت الشركة يوم الثلاثاء.",
        "ويشعر الذين يعيشون في الجزر طوال العام، وهم نحو أربعمائة شخص، بالغضب ويريدون عودة قاربهم.",
    ),
}
MENUS = {
    "hi": ["होम", "राजनीति", "लॉग इन करें", "विज्ञापन", "यह भी पढ़ें", "गोपनीयता नीति"],
    "fr": ["Accueil", "Politique", "Se connecter", "Publicité", "Lire aussi", "Mentions légales"],
    "es": ["Inicio", "Política", "Iniciar sesión", "Publicidad", "Lee también", "Aviso legal"],
    "de": ["Startseite", "Politik", "Anmelden", "Anzeige", "Lesen Sie auch", "Impressum"],
    "pl": ["Strona główna", "Polityka", "Zaloguj się", "Reklama", "Czytaj także", "Regulamin"],
    "id": ["Beranda", "Politik", "Masuk", "Iklan", "Baca juga", "Kebijakan Privasi"],
    "ru": ["Главная", "Политика", "Войти", "Реклама", "Читайте также", "Контакты"],
    "ar": ["الرئيسية", "سياسة", "تسجيل الدخول", "إعلان", "اقرأ أيضا", "اتصل بنا"],
    "ja": ["ホーム", "政治", "ログイン", "広告", "あわせて読みたい", "お問い合わせ"],
}
PAIRS = [(article, menu) for article in ARTICLES for menu in MENUS if article != menu]


@pytest.mark.parametrize(("article", "menu"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_labels_of_another_language_go(article: str, menu: str) -> None:
    title, *body = ARTICLES[article]
    labels = MENUS[menu]
    page = [*labels[:3], title, body[0], labels[3], body[1], *labels[4:]]
    found = clean("\n\n".join(page))
    assert (found.title, list(found.body), found.language) == (title, body, article)


@pytest.mark.parametrize(
    ("article", "word"), [("en", "Anzeige"), ("en", "Inicio"), ("fr", "Inicio"), ("fr", "Regulamin"), ("ru", "Контакт")]
)
def test_one_word_is_a_subhead_and_no_label(article: str, word: str) -> None:
    title, *body = ARTICLES[article]
    found = clean("\n\n".join([title, body[0], word, body[1]]), language=article)
    assert list(found.body) == [body[0], word, body[1]]


def test_the_tongues_of_a_page_are_those_that_several_labels_are_of() -> None:
    title, *body = ARTICLES["en"]
    page = read_page("\n\n".join([*MENUS["de"][2:], *MENUS["fr"][:2], title, *body]), language="en")
    assert page.tongues == ("de",)
    sections = read_page("\n\n".join(["Politik", "Wirtschaft", "Kultur", "Wissen", title, *body]), language="en")
    assert sections.tongues == ()


SPANISH = ["Anuncios", "Publicidad", "Suscríbete", "Iniciar sesión"]
GERMAN = ["Anzeige", "Werbung", "Startseite"]


@pytest.mark.parametrize(
    ("labels", "tongues"),
    [
        (GERMAN[:MIN_FOREIGN_LABELS], ("de",)),
        (GERMAN[: MIN_FOREIGN_LABELS - 1], ()),
        (GERMAN[:2] * 2, ()),
        ([*GERMAN, *SPANISH], ("es", "de")),
        ([*SPANISH, *GERMAN], ("es", "de")),
        (["Home", "Menu", "Advertisement", "Anzeige", "Werbung"], ()),
    ],
    ids=["enough", "too few", "printed twice", "most labels first", "whatever is first", "what the page's own knows"],
)
def test_the_languages_of_labels_on_an_english_page(labels: list[str], tongues: tuple[str, ...]) -> None:
    lines = [Line(n, text, (n + 1,)) for n, text in enumerate(labels)]
    assert tongues_of(lines, Known(load_lexicon("en").look_up), "latin") == tongues


def test_a_label_counts_in_these_languages_alone() -> None:
    own = {"Werbung": NO_HIT}
    assert look_up_in(own, "latin", ("de",), "Werbung").lines
    assert not look_up_in(own, "latin", ("es",), "Werbung").lines
