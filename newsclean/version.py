"""The version, in a module of its own that all others may ask."""

__version__ = "0.1.0"
