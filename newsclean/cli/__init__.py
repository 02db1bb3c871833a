"""The command line: `newsclean FILE...` and its subcommands.

Exit codes: 0 all well, 1 some record failed or could not be written, 2 wrong usage, 130 after Ctrl-C. What goes wrong
is said on stderr as "newsclean: FILE:LINE: message"; stdout has whole pages alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

FAILED, INTERRUPTED, BROKEN_PIPE = 1, 130, 141
"""Exit codes: some page failed; Ctrl-C and a closed pipe, as shells number them (128 and the signal)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code. A subcommand's name wins over a file of that name."""
    from newsclean.cli.commands import NAMED, run
    from newsclean.cli.output import Closed, Unwritable

    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments.pop(0) if arguments and arguments[0] in NAMED else "clean"
    try:
        return run(name, arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Closed, BrokenPipeError):
        silence_stdout()
        return BROKEN_PIPE
    except Unwritable as error:
        print(f"newsclean: {error}", file=sys.stderr)
        silence_stdout()
        return FAILED


def silence_stdout() -> None:
    """Send what is left of stdout nowhere: Python flushes it once more at its end, and would complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
