"""Entries become text and HTML of a bounded size: the most urgent in full, then lines, then a count and a link.

Every mail reader shows a text. HTML is cut by some at about 102,000 bytes, so it stays under that, whatever there is to
tell: each entry is weighed as it will be sent before it goes in. The text holds the same and is always the smaller.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from service.reminders.entries import Entry, Link
from service.words import Language

LARGEST_HTML = 100_000  # bytes
FIRST_LINES = 5  # of each section at least, however long the sections before it are
LABEL_WIDTH = 21  # columns of the text part

_MARGIN = 1_000  # bytes: for what weighs a little more together than apart
_INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
_CSS = files("service.reminders").joinpath("templates", "mail.css").read_text()


def _padded(label: str, colon: str) -> str:
    """A label with blanks up to the column where values begin; Chinese characters are two columns wide."""
    label = label + colon
    return label + " " * (LABEL_WIDTH - sum(2 if east_asian_width(character) in "WF" else 1 for character in label))


_TEMPLATES = Environment(
    loader=PackageLoader("service.reminders"),
    autoescape=select_autoescape(enabled_extensions=("html.j2",)),
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["padded"] = _padded
_TEMPLATES.globals["css"] = Markup(_CSS)  # noqa: S704 - our own file


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tell: in a line, and, unless a line is all, in full; `group` is the heading it stands under."""

    in_a_line: Callable[[], Entry]
    in_full: Callable[[], Entry] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a mail; its items stand in their order, those of one group beside each other."""

    items: Sequence[Item]
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the entries of a mail."""

    subject: str
    title: str
    intro: tuple[str, ...]
    foot: str
    worklist: Link
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry laid out, and its weight in bytes together with the heading of its group."""

    txt: str
    html: Markup
    weight: int
    full: bool


_Chosen = dict[tuple[int, int], _Piece]  # by section and item


def lay_out(frame: Frame, sections: Sequence[Section], say: Language) -> tuple[str, str]:
    """The text and the HTML of a mail."""
    sections = [section for section in sections if section.items]
    empty = _INLINER.inline(_page("html", frame, sections, {}, say))
    chosen = _choose(sections, LARGEST_HTML - _MARGIN - len(empty.encode()), say)
    html = _INLINER.inline(_page("html", frame, sections, chosen, say))
    return _page("txt", frame, sections, chosen, say), html


def _choose(sections: Sequence[Section], room: int, say: Language) -> _Chosen:
    """What goes into `room` bytes: some lines of every section, then what is first in full, then more lines."""
    chosen: _Chosen = {}

    def grow(items: Iterable[tuple[int, int]], *, full: bool, leave: int = 0) -> None:
        nonlocal room
        for section, number in items:
            before = chosen.get((section, number))
            if before is None or (full and not before.full):
                piece = _piece(sections[section].items[number], say, full=full)
                more = piece.weight - (before.weight if before else 0)
                if more > room - leave:
                    return
                room -= more
                chosen[section, number] = piece

    every = [(place, number) for place, section in enumerate(sections) for number in range(len(section.items))]
    rich = [(place, number) for place, number in every if sections[place].items[number].in_full]
    grow([(place, number) for place, number in every if number < FIRST_LINES], full=False)
    grow(rich, full=True, leave=room // 3)
    grow(every, full=False)
    grow(rich, full=True)
    return chosen


def _piece(item: Item, say: Language, *, full: bool) -> _Piece:
    entry, form = (item.in_full(), "entry") if full and item.in_full else (item.in_a_line(), "line")
    values = {"entry": entry, "group": item.group, "colon": say("colon")}
    html = _render(f"{form}.html.j2", values)
    weight = len(_INLINER.inline_fragment(_render("group.html.j2", values) + html, _CSS).encode())
    return _Piece(_render(f"{form}.txt.j2", values), Markup(html), weight, full)  # noqa: S704 - escaped by its template


def _page(kind: str, frame: Frame, sections: Sequence[Section], chosen: _Chosen, say: Language) -> str:
    shown = []
    for place, section in enumerate(sections):
        told = [
            (item.group, chosen[place, number])
            for number, item in enumerate(section.items)
            if (place, number) in chosen
        ]
        groups = [
            (group, [getattr(piece, kind) for _, piece in some])
            for group, some in groupby(told, key=lambda one: one[0])
        ]
        left = len(section.items) - len(told)
        heading = say("section.counted", heading=section.heading, count=len(section.items)) if section.heading else ""
        shown.append((heading, section.note, groups, say("more", count=left) if left else ""))
    return _render(f"mail.{kind}.j2", {"frame": frame, "sections": shown, "language": say.tag, "colon": say("colon")})


def _render(template: str, values: dict[str, Any]) -> str:
    return _TEMPLATES.get_template(template).render(values)
