"""The version of the rules: changes whenever a rule changes a date, or what is said about a case."""

from importlib.metadata import version

RULES = "2026.11.30"
VERSION = f"{RULES}+holidays.{version('holidays')}"
