"""Train the line scorer on labelled pages, and show how well it does on publishers that it has not seen.

Passes of symmetric trees (CatBoost) over lines, one for the kinds of lines that are not body, one for the F1 to expect.
The HTML of the pages, where it is given, tells what lines are (`kinds`); with --html the weights are those of
`clean_html`, and the lines are met with what the structure says of each.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from newsclean.evaluate import Scores, mean_scores, read_pages, table
from newsclean.scorer.features import fill_words
from newsclean.scorer.kinds import KINDS
from newsclean.scorer.leniency import settle
from newsclean.train.examples import BARE, BODILESS, CUT, GOLD, MADE, Example
from newsclean.train.fields import fold_file
from newsclean.train.kinds import UNKNOWN
from newsclean.train.pages import others
from newsclean.train.stack import Stack, reached
from newsclean.train.unseen import write_folds
from newsclean.train.webpages import html_examples, text_examples

BAD_F1 = 0.8
"""A page under this comes out badly."""
BINS = 10
"""Groups of pages in the table of the confidence."""
PAGES_AT_ONCE = 8
"""Pages that a process is sent at once. By hand."""


def add_options(ask: argparse.ArgumentParser) -> None:
    """What else the command may be asked."""
    ask.add_argument("--documents", nargs="+", default=[], metavar="HTML.jsonl.xz", help="the pages' HTML: id, html")
    ask.add_argument("--html", action="store_true", help="train the weights for HTML")
    ask.add_argument(
        "--examples", metavar="FILE", help="what is learned from is read from this file, or written to it if it is new"
    )
    ask.add_argument("--workers", type=int, default=1, help="processes that read the pages")
    ask.add_argument("--renderings", default="", help="only these, with commas between; else all")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--share-of-trees", type=float, default=1.0, metavar="X", help="fewer or more trees, for a try")
    ask.add_argument("--no-tables", action="store_true", help="train only")
    ask.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="LANG[,LANG]",
        help="print the figures of these languages with all of them left out of training",
    )


def run(asked: argparse.Namespace) -> None:
    """Train, write the file, print the tables."""
    pages = list(read_pages(*asked.pages))
    made = kept(asked, pages)
    log(f"{len(made)} renderings of {len({m.name for m in made})} pages, {sum(m.labels.size for m in made)} lines")
    stack = Stack([m for m in made if m.fold not in asked.without_fold], asked.seed, log, asked.share_of_trees)
    stack.fit()
    stack.model(None).save(asked.out)
    if asked.folds:
        folder, name = Path(asked.folds), "html" if asked.html else "scorer"
        write_folds(folder, pages, read_pages(*asked.documents))
        for fold in stack.folds:
            stack.model(fold).save(fold_file(folder, name, fold, ".npz"))
    if asked.no_tables:
        return
    rows = list(zip(stack.examples, stack.reached, strict=True))
    whole = [(m, row) for m, row in rows if m.rendering not in (CUT, *BODILESS)]
    print("Lines of pages at publishers not seen: the body\n" + report(whole, by_source))
    print("\nBy language\n" + report([row for row in whole if row[0].rendering not in MADE], by_language))
    print("\nKinds of lines, at publishers not seen\n" + "\n".join(tell_kinds(stack)))
    print("\nThe F1 to expect, at publishers not seen\n" + "\n".join(tell_confidence(stack)))
    print("\nLog odds that are added: " + ", ".join(f"{favor} {by:+.2f}" for favor, by in stack.shifts.items()))
    for languages in asked.leave_out:
        print(f"\nLeft out of training: {languages}\n" + report(leave_out(asked, made, languages), by_language))


def kept(asked: argparse.Namespace, pages: Sequence[Mapping[str, Any]]) -> list[Example]:
    """What is learned from; made once where a file keeps it (delete the file after a change of code or pages)."""
    if asked.examples is None:
        return list(met(asked, pages))
    path = Path(asked.examples)
    if not path.exists():
        path.write_bytes(pickle.dumps(list(met(asked, pages)), protocol=pickle.HIGHEST_PROTOCOL))
    made: list[Example] = pickle.loads(path.read_bytes())
    return made


def met(asked: argparse.Namespace, pages: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    """What is learned from: renderings of the pages as text, or their HTML."""
    renderings = tuple(filter(None, asked.renderings.split(",")))
    make = html_examples if asked.html else partial(text_examples, renderings=renderings)
    documents = {str(row["id"]): str(row["html"]) for row in read_pages(*asked.documents)}
    given = [documents.get(str(page.get("id"))) for page in pages]
    beside = others(pages)
    if asked.workers == 1:
        found = map(make, pages, given, beside)
        yield from chain.from_iterable(found)
    else:
        with ProcessPoolExecutor(asked.workers) as pool:
            yield from chain.from_iterable(pool.map(make, pages, given, beside, chunksize=PAGES_AT_ONCE))


def log(line: str) -> None:
    """Say on stderr how far the work is."""
    print(line, file=sys.stderr, flush=True)


Row = tuple[Example, Scores]


def leave_out(asked: argparse.Namespace, made: Sequence[Example], languages: str) -> list[Row]:
    """Figures on pages in some languages, with passes that have seen no page in any of them."""
    out = frozenset(languages.split(","))
    others = Stack([m for m in made if m.language not in out], asked.seed, log, asked.share_of_trees)
    others.fit()
    model = others.model(None)
    found = []
    for m in made:
        if m.language in out and m.rendering not in MADE:
            features = m.features.copy()
            fill_words(features, m.measured, model.words[m.measured.word_hash])
            raw = model.second.score(model.rows(features, m.structure, m.measured))
            found.append((m, reached(m, settle(raw, features) > 0)))
    return found


def report(rows: Iterable[Row], group: Callable[[Example], tuple[str, ...]]) -> str:
    """The means of groups of pages, as a table."""
    groups: dict[tuple[str, ...], list[Scores]] = defaultdict(list)
    for made, scores in rows:
        groups[group(made)].append(scores)
    return table({name: mean_scores(groups[name]) for name in sorted(groups)})


def by_source(made: Example) -> tuple[str, ...]:
    """Source and rendering."""
    return made.source, made.rendering


def by_language(made: Example) -> tuple[str, ...]:
    """Source, language and rendering."""
    return made.source, made.language, made.rendering


def tell_kinds(stack: Stack) -> Iterable[str]:
    """Of each kind the precision, recall and F1 over all lines whose kind is known; by hand labels, and by the HTML."""
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for made, scores in zip(stack.examples, stack.scores, strict=True):
        known = (made.kinds != UNKNOWN) | (made.labels == 1)
        if made.rendering in MADE or not known.any():
            continue
        said = stack.unseen_kinds(made, scores)
        by = "by hand" if made.page["gold"].get("comments") or made.page["gold"].get("related") else "by HTML"
        for kind in range(len(KINDS)):
            took, true = (said == kind) & known, made.kinds == kind
            for n, of in enumerate((took & true, took, true)):
                counts[by, kind][n] += int(np.count_nonzero(of))
    for (by, kind), (both, took, true) in sorted(counts.items()):
        precision, recall = both / max(1, took), both / max(1, true)
        f1 = 2 * both / max(1, took + true)
        yield f"{by:8s} {KINDS[kind]:13s} {true:6d} lines  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def tell_confidence(stack: Stack) -> Iterable[str]:
    """How well the F1 to expect tells pages under BAD_F1 from the rest, and expected against reached in bins."""
    rows = [
        (float(c), row["body_f1"])
        for made, c, row in zip(stack.examples, stack.expected, stack.reached, strict=True)
        if made.rendering not in (CUT, GOLD)
    ]
    bare = [c for made, c in zip(stack.examples, stack.expected, strict=True) if made.rendering == BARE]
    real = [
        (float(c), row["body_f1"])
        for made, c, row in zip(stack.examples, stack.expected, stack.reached, strict=True)
        if made.rendering not in MADE
    ]
    for name, some in (("pages", real), ("pages, and without their body", rows)):
        good, bad = ([c for c, reached in some if (reached < BAD_F1) == low] for low in (False, True))
        area = sum((g > b) + 0.5 * (g == b) for b in bad for g in good) / max(1, len(good) * len(bad))
        yield f"{name}: {len(bad)} of {len(some)} under {BAD_F1}, area under the curve {area:.3f}"
    if bare:
        low = np.mean(np.array(bare) < 0.5)
        yield f"without their body: {np.mean(bare):.3f} to expect as a mean, {low:.3f} of them under .5"
    real.sort()
    bins = [real[len(real) * i // BINS : len(real) * (i + 1) // BINS] for i in range(BINS)]
    yield "  ".join(f"{np.mean([c for c, _ in b]):.3f} {np.mean([r for _, r in b]):.3f}" for b in bins if b)
