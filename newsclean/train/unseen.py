"""A call that cleans each labelled page with the weights that have not seen its publisher.

    python -m newsclean.train scorer PAGES.jsonl.gz... --out model.npz --folds FOLDER
    NEWSCLEAN_FOLDS=FOLDER python bench.py --call newsclean.train.unseen:clean
    NEWSCLEAN_FOLDS=FOLDER python bench.py --call newsclean.train.unseen:clean_html --html

The folder holds the scorer's weights without each fold, and which fold a text belongs to, by its hash.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import newsclean
from newsclean.article import Article
from newsclean.evaluate import texts_of
from newsclean.pipeline import Pipeline, default_pipeline
from newsclean.train.fields import fold_file
from newsclean.train.pages import fold_of

FOLDER = "NEWSCLEAN_FOLDS"
"""The environment variable that names the folder."""
TEXTS = "texts.json.gz"
"""The file that says which fold a text is of."""


def clean(text: str, **hints: Any) -> Article:
    """What `newsclean.clean` makes of a labelled page's text with weights that have not seen its publisher.

    Raises KeyError for a text of no page that the weights were trained with.
    """
    return _pipeline(_folder(), "scorer", _fold(text)).clean(text, **hints)


def clean_html(html: str, **hints: Any) -> Article:
    """What `newsclean.clean_html` makes of a labelled page's document with weights that have not seen its publisher.

    Raises KeyError for a document of no page that the weights were trained with.
    """
    return newsclean.clean_html(html, pipeline=_pipeline(_folder(), "html", _fold(html)), **hints)


def write_folds(folder: Path, pages: Sequence[Mapping[str, Any]], documents: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write down which fold each text of the pages, and each document, belongs to."""
    folder.mkdir(parents=True, exist_ok=True)
    folds = {digest(text): fold_of(page) for page in pages for _, text in texts_of(page)}
    of = {page.get("id"): fold_of(page) for page in pages}
    folds |= {digest(document["html"]): of[document["id"]] for document in documents if document["id"] in of}
    (folder / TEXTS).write_bytes(gzip.compress(json.dumps(folds, sort_keys=True).encode(), mtime=0))


def digest(text: str) -> str:
    """What tells a text from others."""
    return hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _folder() -> Path:
    if FOLDER not in os.environ:
        raise KeyError(f"Set {FOLDER} to the folder that `python -m newsclean.train scorer --folds` wrote.")
    return Path(os.environ[FOLDER])


def _fold(text: str) -> int:
    folds, name = _folds(_folder()), digest(text)
    if name not in folds:
        raise KeyError(f"This text is of no page that the weights in {_folder()} were trained with.")
    return folds[name]


@cache
def _folds(folder: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(gzip.decompress((folder / TEXTS).read_bytes()))
    return found


@cache
def _pipeline(folder: Path, name: str, fold: int) -> Pipeline:
    return default_pipeline().with_model(str(fold_file(folder, name, fold, ".npz")))
