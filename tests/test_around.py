"""What tools, feeds and mails put around an article: marks, headers and formulas that are none of it."""

from __future__ import annotations

import pytest

from newsclean import Article, clean
from tests.test_kinds import STORIES

LANGUAGES = sorted(STORIES)
SHAPES = {
    "one heading": "# {title}\n\n{body}\n",
    "an underlined heading": "{title}\n=====\n\n{body}\n",
    "front matter": (
        "---\ntitle: {title}\nauthor: Ann Lee\nurl: https://example.org/a\nhostname: example.org\n"
        "description: >\n  A light.\ndate: 2023-05-14\ntags: ['light', 'sea']\n---\n# {title}\n\n{body}\n"
    ),
    "a reader's header": (
        "Title: {title}\n\nURL Source: https://example.org/a\n\nPublished Time: 2023-05-14T10:00:00Z\n\n"
        "Markdown Content:\n# {title}\n\n{body}\n"
    ),
    "a fragment of a feed": "<h1>{title}</h1>\n{feed}\n",
}
FORMULAS = {
    "en": (
        "The post {title} appeared first on The Post.",
        "You are receiving this email because you asked.",
    ),
    "de": (
        "Der Beitrag {title} erschien zuerst auf Klippe.",
        "Sie erhalten diese Mail, weil Sie es wollten.",
    ),
    "fr": (
        "L’article {title} est apparu en premier sur Le Phare.",
        "Vous recevez cet e-mail car vous l'avez voulu.",
    ),
    "es": ("La entrada {title} se publicó primero en El Correo.", "Recibe este correo porque se suscribió."),
    "ru": ("Сообщение {title} появились сначала на Вестник мыса.", "Вы получили это письмо, так как подписались."),
    "ja": ("投稿 {title} は 岬新聞 に最初に表示されました。", "このメールは、ご登録いただいた方にお送りしています。"),
    "ar": ("ظهرت المقالة {title} أولاً على صحيفة الرأس.", "لقد تلقيت هذه الرسالة لأنك مشترك في النشرة."),
    "zh-cn": ("{title}最先出现在海角日报。", "您收到此邮件是因为您订阅了我们的通讯。"),
}
SUBJECTS = {
    "en": "Subject: ", "de": "Betreff: ", "fr": "Objet : ", "es": "Asunto: ", "ja": "件名：", "ar": "الموضوع: ",
    "zh-cn": "主题：",
}  # fmt: skip


def page_of(language: str, shape: str) -> str:
    """A language's story in a shape."""
    story = STORIES[language]
    feed = "\n".join(f"<p>{text}</p>" for text in story["paragraphs"])
    return shape.format(title=story["title"], body="\n\n".join(story["paragraphs"]), feed=feed)


def assert_is_story(article: Article, language: str) -> None:
    assert article.title == STORIES[language]["title"]
    assert list(article.body) == STORIES[language]["paragraphs"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_tool_s_marks_and_headers_are_none_of_the_article(language: str, shape: str) -> None:
    assert_is_story(clean(page_of(language, SHAPES[shape])), language)


@pytest.mark.parametrize("language", FORMULAS)
def test_formulas_under_the_article_are_none_of_it(language: str) -> None:
    formulas = "\n\n".join(FORMULAS[language]).format(title=STORIES[language]["title"])
    assert_is_story(clean(page_of(language, "{title}\n\n{body}\n\n") + formulas), language)


@pytest.mark.parametrize("language", SUBJECTS)
def test_a_mail_s_label_is_no_part_of_the_title(language: str) -> None:
    assert_is_story(clean(SUBJECTS[language] + page_of(language, "{title}\n\n{body}")), language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Subject to change: the light"),
        ("de", "Betreff und Anlass"),
        ("es", "Asunto cerrado en el faro de la punta"),
    ],
)
def test_a_title_that_opens_with_the_word_keeps_it(language: str, title: str) -> None:
    page = page_of(language, f"{title}\n\n{{body}}")
    assert clean(page, language=language).title == title


def told(article: Article) -> list[tuple[str, str | None]]:
    """What a body has, and what each of it is."""
    return [(entry.text, entry.kind) for entry in article.ledger if entry.role == "body"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_markdown_gives_the_same_article_again(language: str) -> None:
    first, second, third, *others = STORIES[language]["paragraphs"]
    subhead = others[0][:18].rpartition(" ")[0] or others[0][:8]
    items = "\n".join(f"* {item}" for item in others)
    title = STORIES[language]["title"]
    article = clean(f"# {title}\n\n{first}\n\n## {subhead}\n\n{second}\n\n> {third}\n\n{items}")
    again = clean(article.to_markdown())
    assert {kind for _, kind in told(article)} >= {"paragraph", "quote", "list-item"}
    assert (again.title, told(again)) == (article.title, told(article))
