"""The README's example for requests and Beautiful Soup, on a site on this machine."""

from __future__ import annotations

from datetime import date

import pytest

import newsclean
from tests.integrations.local_site import PARAGRAPHS, local_site


@pytest.mark.integration
def test_pages_from_requests_are_cleaned_as_bytes_and_as_text() -> None:
    import requests
    from bs4 import BeautifulSoup

    with local_site() as site, requests.Session() as session:
        response = session.get(f"{site}/heron", timeout=10)
        response.raise_for_status()
    article = newsclean.clean_html(response.content, url=response.url)
    assert (article.title, article.byline, article.date) == (
        "Heron stops the ferry at Dunmore",
        "Nora Quill",
        date(2023, 3, 3),
    )

    soup = BeautifulSoup(response.content, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    from_text = newsclean.clean(soup.get_text("\n"), url=response.url)
    assert from_text.body[0] == article.body[0] == PARAGRAPHS[0]
    assert from_text.title == article.title
