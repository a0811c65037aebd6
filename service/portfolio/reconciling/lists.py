"""Reading another system's due list: which of its columns says what, how it writes dates, and by what words it acts.

Columns that nobody maps are guessed from the names that such lists use; the guess is told with the result.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules import FieldError
from rules.reading import UNKNOWN_KEY, did_you_mean, shown
from rules.schema import KINDS
from rules.texts import Text
from service.portfolio.errors import Invalid, wrong
from service.portfolio.grids import Cells, Grid

ISO = "YYYY-MM-DD"
NUMBERS = {
    "application_number": "application",
    "publication_number": "publication",
    "registration_number": "registration",
}
FIELDS = ("reference", "due", "kind", "number", "office", *NUMBERS)

# By field: the names of columns in lists of providers, registers and dockets, without case and punctuation.
GUESSES: Mapping[str, tuple[str, ...]] = {
    "reference": (
        *("reference", "our ref", "our reference", "your ref", "your reference", "client ref", "client reference"),
        *("case ref", "case reference", "case no", "case number", "docket", "docket no", "docket number", "ref"),
        *("案号", "我方案号", "我方卷号", "卷号", "内部编号"),
    ),
    "due": (
        *("due", "due date", "next due", "next due date", "renewal date", "deadline", "annuity due date", "date due"),
        *("应缴日", "应缴日期", "缴费期限", "期限", "届满日", "到期日"),
    ),
    "kind": ("kind", "type", "action", "event", "fee type", "due type", "期限类型", "费用种类", "类型"),
    "number": (
        *("number", "year", "annuity", "annuity no", "annuity number", "annuity year", "fee year", "renewal no"),
        *("年度", "年次", "第几年"),
    ),
    "office": ("office", "country", "country code", "jurisdiction", "territory", "cc", "国家", "国别", "局"),
    "application_number": (
        *("application number", "application no", "appl no", "app no", "applicationnumber", "serial no"),
        *("申请号", "申请编号"),
    ),
    "publication_number": ("publication number", "publication no", "pub no", "公开号", "公布号"),
    "registration_number": (
        *("registration number", "registration no", "reg no", "patent number", "patent no", "grant number", "grant no"),
        *("专利号", "注册号", "授权号"),
    ),
}
# What other systems call an act; a renewal is a word for annuities too.
WORDS: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    **dict.fromkeys(("annuity", "annuities", "annuity fee", "maintenance fee", "maintenance", "年费"), ("annuity",)),
    **dict.fromkeys(("renewal", "renewals", "renewal fee", "续展", "续展费"), ("renewal", "annuity")),
    **dict.fromkeys(("declaration of use", "section 8", "affidavit of use", "使用声明"), ("declaration_of_use",)),
    **dict.fromkeys(("working statement", "form 27", "实施声明"), ("working_statement",)),
    **dict.fromkeys(("national phase", "national entry", "进入国家阶段"), ("national_entry",)),
    **dict.fromkeys(("priority", "priority end", "优先权"), ("priority_end",)),
    **dict.fromkeys(("expiry", "expiration", "期满"), ("expiry",)),
    "instalment": ("instalment",),
}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MMM": r"(?P<name>[A-Za-z]{3})",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
_TOKEN = re.compile("YYYY|MMM|MM|DD")
_NOISE = re.compile(r"[\W_]+")
_OFFICE = re.compile("[A-Z]{2}")

NOT_A_FORMAT = Text(
    "due_list.format", "date_format {value} is not known; write YYYY, MM (or MMM for Nov) and DD as the list has them"
)
NO_SUCH_COLUMN = Text("due_list.no_column", "{field}: the list has no column {value}{suggestion}; it has {choices}")
NO_COLUMN = Text("due_list.unmapped", "no column of the list is known to be {field}; map one, such as {example}")
NO_KEY = Text(
    "due_list.no_key",
    "no column of the list is known to be reference, or office with a number; map them, such as {example}",
)
NOT_A_KIND = Text("due_list.kind", "kinds: {value} is not a kind of deadline{suggestion}; use one of {choices}")
EMPTY_LIST = Text("due_list.empty", "the list has no rows; give its first line with the names of the columns, and rows")
NO_DUE = Text("due_list.no_due", "{column} is empty; the row says no day")
NOT_A_DAY = Text("due_list.day", "{column} {value} is not a date of the form {format}; state how the list writes dates")
NOT_A_WORD = Text(
    "due_list.word", "{column} {value} is no known kind of deadline; say which it is, such as kinds {example}"
)
NOT_A_NUMBER = Text("due_list.number", "{column} {value} has no number in it; write it as 5, or leave it empty")
NOT_AN_OFFICE = Text("due_list.office", "{column} {value} is not an office; write its ST.3 code, such as DE")
NOBODY = Text("due_list.nobody", "the row names no case: it has neither a reference, nor an office with a number")


@dataclass(frozen=True, slots=True)
class Writing:
    """How a list is written: which column says what (`columns`, by field), its dates, and its words for kinds."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ISO
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which column of a list says what, and which of these were guessed."""

    columns: Mapping[str, str]
    guessed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theirs:
    """One row of a list: what it says, and as it stands there (`cells`); with `errors` it can't be read."""

    line: int
    cells: Mapping[str, str]
    due: date | None = None
    reference: str | None = None
    kinds: tuple[str, ...] = ()
    number: int | None = None
    office: str | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()


def map_columns(grid: Grid, writing: Writing) -> Mapped:
    """Find the column of each field, as mapped or by its name. Raises `Invalid` where the list can't be compared."""
    errors = [
        wrong(name, UNKNOWN_KEY(field=shown(name), suggestion=did_you_mean(name, FIELDS), choices=list(FIELDS)))
        for name in writing.columns
        if name not in FIELDS
    ]
    for name, column in writing.columns.items():
        if column not in grid.columns:
            suggestion = did_you_mean(column, grid.columns)
            message = NO_SUCH_COLUMN(
                field=name[:200], value=shown(column), suggestion=suggestion, choices=list(grid.columns)
            )
            errors.append(wrong(f"columns.{name[:200]}", message, column))
    for word, kind in writing.kinds.items():
        if kind not in KINDS and kind != "manual":
            message = NOT_A_KIND(value=shown(kind), suggestion=did_you_mean(kind, KINDS), choices=list(KINDS))
            errors.append(wrong(f"kinds.{word[:200]}", message, kind))
    if _pattern(writing.date_format) is None:
        errors.append(wrong("date_format", NOT_A_FORMAT(value=shown(writing.date_format)), writing.date_format))
    if errors:
        raise Invalid(*errors)
    return _guess(grid.columns, writing)


def read_list(grid: Grid, writing: Writing, mapped: Mapped) -> Iterator[Theirs]:
    """The rows of a list; one that can't be read says why."""
    pattern = _pattern(writing.date_format)
    words = {_plain(word): (kind,) for word, kind in writing.kinds.items()}
    known = {_plain(word): kinds for word, kinds in WORDS.items()} | words
    for cells in grid.rows(grid.columns):
        yield _row(cells, mapped.columns, writing.date_format, pattern, known)


def _guess(columns: Sequence[str], writing: Writing) -> Mapped:
    plain = {_plain(column): column for column in reversed(columns)}
    taken = set(writing.columns.values())
    found = dict(writing.columns)
    guessed = []
    for name, names in GUESSES.items():
        fitting = [plain[_plain(one)] for one in names if _plain(one) in plain and plain[_plain(one)] not in taken]
        if name not in found and fitting:
            found[name] = fitting[0]
            taken.add(fitting[0])
            guessed.append(name)
    if "due" not in found:
        raise Invalid(wrong("columns.due", NO_COLUMN(field="due", example='{"due": "Due date"}')))
    if "reference" not in found and not ("office" in found and any(name in found for name in NUMBERS)):
        raise Invalid(wrong("columns.reference", NO_KEY(example='{"reference": "Our ref"}')))
    return Mapped(found, tuple(guessed))


def _row(
    cells: Cells,
    columns: Mapping[str, str],
    form: str,
    pattern: re.Pattern[str] | None,
    words: Mapping[str, tuple[str, ...]],
) -> Theirs:
    said = {name: cells.given[column] for name, column in columns.items() if column in cells.given}
    errors = list(cells.errors)

    def refuse(name: str, message: Any) -> None:
        errors.append(wrong(columns[name], message, said.get(name)))

    due = _day(said["due"], pattern) if "due" in said else None
    if "due" not in said:
        refuse("due", NO_DUE(column=columns["due"]))
    elif due is None:
        refuse("due", NOT_A_DAY(column=columns["due"], value=shown(said["due"]), format=form))
    kinds = words.get(_plain(said["kind"]), ()) if "kind" in said else ()
    if "kind" in said and not kinds:
        example = {said["kind"]: "annuity"}
        refuse("kind", NOT_A_WORD(column=columns["kind"], value=shown(said["kind"]), example=shown(example)))
    digits = re.search(r"\d{1,4}", said.get("number", ""))
    if "number" in said and not digits:
        refuse("number", NOT_A_NUMBER(column=columns["number"], value=shown(said["number"])))
    office = said["office"].upper() if "office" in said else None
    if office is not None and not _OFFICE.fullmatch(office):
        refuse("office", NOT_AN_OFFICE(column=columns["office"], value=shown(said["office"])))
    numbers = {NUMBERS[name]: said[name] for name in NUMBERS if name in said}
    if "reference" not in said and not (office and numbers) and not errors:
        errors.append(wrong("", NOBODY()))
    return Theirs(
        line=cells.line,
        cells=cells.given,
        due=due,
        reference=said.get("reference"),
        kinds=kinds,
        number=int(digits[0]) if digits else None,
        office=office,
        numbers=numbers,
        errors=tuple(errors),
    )


def _pattern(form: str) -> re.Pattern[str] | None:
    """The pattern of dates of a form; None where it names no day."""
    tokens = _TOKEN.findall(form)
    if sorted(tokens) not in (sorted(("YYYY", "MM", "DD")), sorted(("YYYY", "MMM", "DD"))) or len(form) > 40:
        return None
    parts = (_TOKENS.get(part, re.escape(part)) for part in re.split("(YYYY|MMM|MM|DD)", form))
    return re.compile("".join(parts), re.ASCII)


def _day(text: str, pattern: re.Pattern[str] | None) -> date | None:
    """A day as the list writes it, or in ISO form, in which a workbook has its days."""
    for one in (pattern, _pattern(ISO)):
        if one is not None and (found := one.fullmatch(text)):
            parts = found.groupdict()
            name = (parts.get("name") or "").upper()
            month = MONTHS.index(name) + 1 if name in MONTHS else int(parts.get("month") or 0)
            try:
                day = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                return None
            return day if 1800 <= day.year <= 2200 else None
    return None


def _plain(word: str) -> str:
    return _NOISE.sub(" ", word).strip().casefold()
