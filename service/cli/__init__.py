"""The command line: `annua` and its commands, a module for each group of them."""

from service.cli.program import main

__all__ = ["main"]
