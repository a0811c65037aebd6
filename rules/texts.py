"""Texts as codes with parameters, so that each can be rendered in more than one language.

A rule never hands out a finished sentence: it hands out a `Message`, a code with parameters.
The English template stands beside the code, here for what all offices share and in the office's own module
for what only it says; other languages are looked up by code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence with named gaps, known by its code (`annuity.title`, `mx.safe_day`)."""

    code: str
    english: str

    def __call__(self, **params: Any) -> "Message":
        """Fill the gaps."""
        return Message(self.code, self.english, params)


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its parameters, messages among them where a part is itself in words; `str()` gives the English."""

    code: str
    english: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if "{" not in self.english:
            return self.english
        lists = any(isinstance(value, list | tuple) for value in self.params.values())
        return self.english.format_map(_Shown(self.params) if lists else self.params)


class _Shown(dict[str, Any]):
    """Parameters as a sentence shows them: lists by commas."""

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
