"""The version of the rules: changes whenever a rule changes a date."""

from importlib.metadata import version

RULES = "2026.11.22"
VERSION = f"{RULES}+holidays.{version('holidays')}"
