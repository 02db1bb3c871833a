"""What newsclean needs only for some: a module of an extra is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def require(module: str, extra: str) -> ModuleType:
    """A module that comes with an extra. Raises ImportError that names the extra where it cannot be loaded.

    >>> require("json", "html").__name__
    'json'
    >>> require("no_such_module", "html")
    Traceback (most recent call last):
    ImportError: This needs no_such_module (No module named 'no_such_module'): pip install 'newsclean[html]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ImportError(f"This needs {package} ({error}): pip install 'newsclean[{extra}]'") from error
