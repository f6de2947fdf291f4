"""The command line: every command is one call of the public functions and a rendering."""

from tiesnet.cli.group import main, tiesnet

__all__ = ["main", "tiesnet"]
