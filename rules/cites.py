"""Citations as values: an act, cited by article."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cite:
    """One place in the law; `str()` gives the short form used in deadlines, such as `EPC r. 51(1)`."""

    act: "Act"
    article: str
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Write the short form once: every deadline quotes it."""
        object.__setattr__(self, "text", f"{self.act.short} {self.article}")

    def __str__(self) -> str:
        return self.text


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
