"""The catalogue holds each text of the product once, in both languages, and nothing else."""

import ast
import re
import string
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from rules import registry
from rules.case import EVENTS, RIGHTS, ROUTES, STATUSES
from rules.language.blocks import TITLES
from service.portfolio.incoming import NUMBERS
from service.portfolio.merging import PEOPLE, PLAIN
from service.store.people import ROLES
from service.words import CHINESE, ENGLISH, WORDS, language

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "service" / "words" / "catalogue"
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff}] ?[,;:!?](?=[ \u4e00-\u9fff{])|[\u4e00-\u9fff]\.(?!\w)|\([^)]*[\u4e00-\u9fff]"
)

DAYS = ("opens", "due", "due_effective", "act_by", "free_until", "grace_ends", "restoration_ends")

# Words of the contract, which are said by the code of their kind (`event.filing`): see `service.words.WORDS`.
CONTRACT = {
    "attribute": tuple(registry.attributes()),
    "choice": tuple(choice for attribute in registry.attributes().values() for choice in attribute.choices),
    "day": DAYS,
    "event": EVENTS,
    "field": (*PLAIN, *PEOPLE, "settled_through", *(f"number_{name}" for name in NUMBERS)),
    "kind": (*TITLES, "manual"),
    "right": RIGHTS,
    "role": ROLES,
    "route": ROUTES,
    "status": STATUSES,
    "office": registry.codes(),
}
# Codes that no line of the source spells out, by their beginning, with the place that puts them together.
COMPOSED = {
    "action.": "service/pages/templates/record.html.j2: what the audit trail says",
    "outcome.": "service/pages/templates/record.html.j2: what an attempt to deliver gave",
    "when.": "service/reminders/entries.py: phase and days left",
    **{f"{kind}.": "the contract's words" for kind in CONTRACT},
    **{word: "service/words/__init__.py: WORDS" for words in WORDS.values() for word in words},
}


@dataclass(frozen=True, slots=True)
class Said:
    """One `Text` of the source: where it stands and what it says."""

    place: str
    code: str
    english: str

    @property
    def home(self) -> str:
        """The file of the catalogue where it belongs."""
        if self.place.startswith("rules/jurisdictions/"):
            return "offices.po"
        return "rules.po" if self.place.startswith("rules/") else "portfolio.po"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the catalogue."""

    file: str
    code: str
    english: str
    chinese: str


@cache
def entries() -> tuple[Entry, ...]:
    """Everything in the catalogue, file by file."""
    found = []
    for path in sorted(CATALOGUE.glob("*.po")):
        with path.open("rb") as stream:
            found += [
                Entry(path.name, message.context or "", str(message.id), str(message.string))
                for message in read_po(stream, locale="zh_Hans")
                if message.id
            ]
    return tuple(found)


@cache
def modules() -> dict[str, ast.Module]:
    """The modules in which texts may stand, by path."""
    paths = [path for package in ("rules", "service") for path in sorted((ROOT / package).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def calls_of_text() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the rules' `Text`; SQLAlchemy has a class of that name too."""
    for place, tree in modules().items():
        ours = any(isinstance(node, ast.ImportFrom) and node.module == "rules.texts" for node in ast.walk(tree))
        for node in ast.walk(tree):
            if ours and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                yield f"{place}:{node.lineno}", node


@cache
def said() -> tuple[Said, ...]:
    """Every text of the source whose code and English can be read off."""
    return tuple(
        Said(place, *(argument.value for argument in call.args))  # type: ignore[attr-defined]  # constants, as asked
        for place, call in calls_of_text()
        if is_literal(call)
    )


def is_literal(call: ast.Call) -> bool:
    """Whether code and English stand there as they are."""
    return len(call.args) == 2 and all(isinstance(argument, ast.Constant) for argument in call.args)


def gaps(text: str) -> set[str]:
    """The names of the gaps of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def by_code() -> dict[str, Entry]:
    """The catalogue by code."""
    return {entry.code: entry for entry in entries()}


# ---------------------------------------------------------------- what is said is there


def test_every_text_has_a_code_that_can_be_read_off() -> None:
    unread = [place for place, call in calls_of_text() if not is_literal(call)]

    assert not unread, (
        f"{unread}: write Text(code, English) with both as literals, so that the catalogue can be checked"
    )


def test_every_text_of_the_source_is_in_the_catalogue() -> None:
    known = by_code()
    missing = [
        f'{text.place}: add to service/words/catalogue/{text.home}: msgctxt "{text.code}", msgid "{text.english}", '
        "and its Chinese as msgstr"
        for text in said()
        if text.code not in known
    ]

    assert not missing, "\n".join(missing)


def test_the_catalogue_has_the_english_of_the_source() -> None:
    known = by_code()
    other = [
        f'{text.place} says "{text.english}", {known[text.code].file} has "{known[text.code].english}" as {text.code}:'
        " let the msgid follow, and see whether the Chinese must"
        for text in said()
        if text.code in known and known[text.code].english != text.english
    ]

    assert not other, "\n".join(other)


@pytest.mark.parametrize("kind", CONTRACT)
def test_every_word_of_the_contract_has_a_name(kind: str) -> None:
    home = next((entry.file for entry in entries() if entry.code.startswith(f"{kind}.")), "rules.po")
    missing = [f"{kind}.{word}" for word in CONTRACT[kind] if f"{kind}.{word}" not in by_code()]

    assert not missing, f"add to service/words/catalogue/{home}, with their Chinese: {missing}"


def test_offices_are_named_as_their_modules_name_them() -> None:
    say = language(ENGLISH)

    assert {office.code: say(f"office.{office.code}") for office in registry.every()} == {
        office.code: office.name for office in registry.every()
    }


def test_every_literal_code_that_is_asked_for_exists() -> None:
    """`say("foot")` in Python and in the templates of mails and pages."""
    asked = defaultdict(list)
    for path in [*(ROOT / "service").rglob("*.py"), *(ROOT / "service").rglob("*.j2")]:
        own = "dossier." if path.parent == ROOT / "service" / "dossier" / "templates" else ""  # see `Page.word`
        for code in re.findall(r"""\bsay\(\s*["']([\w.-]+)["'][,)]""", path.read_text(encoding="utf-8")):
            asked[own + code].append(str(path.relative_to(ROOT)))

    assert {code: places for code, places in asked.items() if code not in by_code()} == {}


# ---------------------------------------------------------------- what is there is said


def test_no_code_stands_twice() -> None:
    counts = Counter(entry.code for entry in entries())

    assert {
        code: sorted(entry.file for entry in entries() if entry.code == code) for code in counts if counts[code] > 1
    } == {}


def test_nobody_keeps_a_text_that_is_never_said() -> None:
    spelled, patterns = spelled_codes()
    idle = [
        f"{entry.file}: {entry.code}"
        for entry in entries()
        if entry.code not in spelled
        and not entry.code.startswith(tuple(COMPOSED))
        and not any(pattern.fullmatch(entry.code) for pattern in patterns)
    ]

    assert not idle, f"drop them, or name in COMPOSED how their codes begin: {idle}"


def spelled_codes() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the source that could be a code, and what f-strings such as `f"basis.{basis}"` can give."""
    spelled, patterns = set[str](), list[re.Pattern[str]]()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                spelled.add(node.value)
            elif isinstance(node, ast.JoinedStr) and is_code(node.values[0]):
                patterns.append(re.compile("".join(map(pattern_of, node.values))))
    for path in (ROOT / "service").rglob("*.j2"):
        content = path.read_text(encoding="utf-8")
        spelled |= set(re.findall(r"""["']([\w.-]+)["']""", content))
        patterns += [
            re.compile(re.escape(begin) + ".+") for begin in re.findall(r"""["']([\w.]+\.)["']\s*~""", content)
        ]
    return spelled, patterns


def is_code(first: ast.expr) -> bool:
    """Whether an f-string begins as a code does."""
    return isinstance(first, ast.Constant) and re.match(r"[a-z_]+\.", str(first.value)) is not None


def pattern_of(part: ast.expr) -> str:
    """What one part of an f-string can give."""
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]*"


# ---------------------------------------------------------------- both languages


def test_every_text_has_its_chinese() -> None:
    bare = [
        f"{entry.file}: {entry.code}"
        for entry in entries()
        if not entry.chinese or (says_something(entry.english) and not HAN.search(entry.chinese))
    ]

    assert not bare, f"write their Chinese: {bare}"


def says_something(english: str) -> bool:
    """Whether anything but gaps and signs stands in a text."""
    return bool(re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", english)))


def test_both_languages_have_the_same_gaps() -> None:
    other = [
        f"{entry.file}: {entry.code}: {sorted(gaps(entry.english) ^ gaps(entry.chinese))}"
        for entry in entries()
        if gaps(entry.english) != gaps(entry.chinese)
    ]

    assert not other


def test_chinese_sentences_have_chinese_punctuation() -> None:
    """Between Chinese characters stand ，。；：（） and not their narrow kin."""
    narrow = [
        f"{entry.file}: {entry.code}: {entry.chinese}"
        for entry in entries()
        if entry.code != "language.name" and HALF_WIDTH.search(entry.chinese)
    ]

    assert not narrow, "\n".join(narrow)


@pytest.mark.parametrize(
    ("chinese", "fits"),
    [
        ("请核对日期，然后重试。", True),
        ("见 EPC r. 51(1)，自 2026-03-02 起", True),
        ("请核对日期,然后重试", False),
        ("{field} 缺少; 请补充", False),
        ("已届满.", False),
        ("(已届满)", False),
    ],
)
def test_narrow_punctuation_is_found(chinese: str, fits: bool) -> None:
    assert (HALF_WIDTH.search(chinese) is None) is fits


@pytest.mark.parametrize("tag", [ENGLISH, CHINESE])
def test_every_code_is_rendered(tag: str) -> None:
    """With a number, a word of the contract, a list and a text of its own in every gap; no gap stays open."""
    say = language(tag)
    nested = {"code": "title.annuity", "params": {"number": 3}, "english": "Renewal fee for year 3"}
    values: tuple[Any, ...] = (3, "filing", ["CN", "US"], nested)

    rendered = {
        entry.code: [say(entry.code, **dict.fromkeys(gaps(entry.english), value)) for value in values]
        for entry in entries()
    }

    assert len(rendered) == len(by_code())
    assert not [code for code, texts in rendered.items() if not all(texts) or re.search(r"\{\w*\}", "".join(texts))]


# ---------------------------------------------------------------- where it is not needed


def test_a_computation_does_without_the_catalogue(tmp_path: Path) -> None:
    """`annua compute` answers in English and in codes; who runs it in a loop doesn't wait for words."""
    (tmp_path / "case.json").write_text('{"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}')
    program = (
        "import sys; from service.cli.program import app;"
        f"app(['compute', {str(tmp_path / 'case.json')!r}], standalone_mode=False);"
        "print('service.words' in sys.modules)"
    )

    assert in_a_new_process(program).splitlines()[-1] == "False"


def in_a_new_process(program: str) -> str:
    """What a program prints."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout
