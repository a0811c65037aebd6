"""Citations as values: an act, cited by article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """One place in the law; `str()` gives the short form used in deadlines, such as `EPC r. 51(1)`."""

    act: "Act"
    article: str

    def __str__(self) -> str:
        return f"{self.act.short} {self.article}"


@dataclass(frozen=True, slots=True)
class Act:
    """A statute, treaty or set of rules: its short name, full name and, where there is one, the official address.

    Calling it cites an article: `EPC("r. 51(1)")`.
    """

    short: str
    name: str
    url: str | None = None

    def __call__(self, article: str) -> Cite:
        """Cite one of its articles."""
        return Cite(self, article)
