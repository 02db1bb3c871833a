"""A small news site on 127.0.0.1, for what fetches pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PARAGRAPHS = (
    "The evening ferry at Dunmore stayed in port because a heron had settled on the ramp and would not leave.",
    "Captain Joan Pell said that the crew had rung the bell, then the vet, and in the end the mayor of the town.",
    "The bird left after ninety minutes, by which time the tide had turned and the boat could not sail.",
    "Passengers were given tea, and the ferry company said that it would not ask for the money back.",
)
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<nav><ul><li>Home</li><li>News</li><li>Sport</li><li>Weather</li><li>Log in</li></ul></nav>"
PAGES = {
    "/": '<a href="/heron">Heron</a> <a href="/empty">Empty</a> <a href="/broken">Broken</a>',
    "/recent": f"<title>Heron is back</title><h1>Heron is back</h1><p>2 hours ago</p>{STORY}<p>Élan</p>",
    "/heron": (
        "<title>Heron stops the ferry at Dunmore | The Courier</title>"
        '<meta property="og:site_name" content="The Courier"><meta name="author" content="Nora Quill">'
        '<meta property="article:published_time" content="2023-03-03T20:15:00Z">'
        f"{MENU}<h1>Heron stops the ferry at Dunmore</h1><p>By Nora Quill</p>{STORY}<footer>© 2023 The Courier</footer>"
    ),
    "/empty": f"<title>Sections | The Courier</title>{MENU}<footer>© 2023 The Courier</footer>",
    "/broken": "<title>Broken</title><p>Here the spider puts a number where the page should be.</p>",
}


class Handler(BaseHTTPRequestHandler):
    """Gives the pages, and 404 for anything else."""

    def do_GET(self) -> None:
        page = PAGES.get(self.path)
        body = f'<!doctype html><html lang="en"><meta charset="utf-8">{page}</html>'.encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def local_site() -> Iterator[str]:
    """The address of the site, which is up as long as the context."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join(5)
