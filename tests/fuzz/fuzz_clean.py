"""A coverage-guided run: atheris changes texts so that they reach code that no text before has reached.

    pip install 'newsclean[fuzz]'
    python -m tests.fuzz.fuzz_clean [seconds]

It starts from the fixtures and from tests/fuzz/corpus. A text that breaks an invariant is written to that folder, where
tests/fuzz/test_found_cases.py runs it from then on.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
MAX_BYTES = 2000
LANGUAGES = (None, "en", "de", "fr", "ja", "zh-cn", "ar", "hi", "ru", "th", "ko")


def runner(check: Callable[[str, str | None], None]) -> Callable[[bytes], None]:
    """Runs a check on bytes: the first says the language, the rest is UTF-8, its broken bytes lone surrogates."""

    def run_one(data: bytes) -> None:
        text = data[1:].decode("utf-8", "surrogateescape")
        try:
            check(text, LANGUAGES[data[0] % len(LANGUAGES)] if data else None)
        except Exception:
            found = text.encode("utf-8", "surrogatepass")
            (CORPUS / f"{sha256(found).hexdigest()[:12]}.txt").write_bytes(found)
            raise

    return run_one


def main() -> None:
    """Run for some seconds, a minute unless the command line says so."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["newsclean"]):
        check = import_module("tests.fuzz.checks").check
        import_module("newsclean.scorer.model")
        import_module("newsclean.fields")
        import_module("newsclean.filters")
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    with tempfile.TemporaryDirectory() as seeds:
        for path in [*FIXTURES.glob("*.txt"), *CORPUS.glob("*.txt")]:
            (Path(seeds) / path.name).write_bytes(b"\x00" + path.read_bytes()[: MAX_BYTES - 1])
        limits = [f"-max_total_time={seconds}", f"-max_len={MAX_BYTES}", "-timeout=20", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, seeds], runner(check))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
