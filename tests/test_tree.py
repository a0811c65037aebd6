"""House rules about the tree itself, each with its reason and the way out.

They look at the files that git knows or would take up. A rule that a reviewer has said twice belongs here.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PURE = ("rules", "notifiers")
PRODUCT = (*PURE, "service")
MOST_LINES = 500

pytestmark = pytest.mark.needs("git")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = {Path(name) for name in listing.stdout.split("\0") if name}
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def modules(*packages: str) -> list[Path]:
    """The Python files of these folders, or of the whole project."""
    return [name for name in files() if name.suffix == ".py" and (not packages or name.parts[0] in packages)]


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file with its contents."""
    for name in files():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            yield name, content.decode()


@cache
def tree(name: Path) -> ast.Module:
    """Syntax tree of one module."""
    return ast.parse((ROOT / name).read_text(), str(name))


def imports(name: Path) -> Iterator[tuple[int, str]]:
    """Full name of everything that a module imports, with its line: `from os import path` gives `os.path`."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def uses(name: Path) -> Iterator[tuple[int, str]]:
    """Full dotted name of everything that a module touches, imported aliases resolved, with its line."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            aliases |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom):
            aliases |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            head, _, rest = ast.unparse(node).partition(".")
            yield node.lineno, ".".join(filter(None, (aliases.get(head, head), rest)))


def offences(found: Iterator[tuple[int, str]], name: Path, forbidden: frozenset[str]) -> list[str]:
    """Lines that touch a forbidden name or something inside it."""
    return [
        f"{name}:{line}: {touched}"
        for line, touched in found
        if any(touched == word or touched.startswith(f"{word}.") for word in forbidden)
    ]


CLOCKS = frozenset(
    {"datetime.date.today", "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow"}
    | {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime"}
)
ENVIRONMENT = frozenset({"os.environ", "os.environb", "os.getenv"})
OUTSIDE = frozenset(
    {"os", "io", "time", "logging", "socket", "ssl", "subprocess", "tempfile", "shutil", "glob", "sqlite3", "threading"}
    | {"multiprocessing", "asyncio", "concurrent", "urllib.request", "http", "smtplib", "random", "secrets", "signal"}
)
DOORS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "sys.stdout", "sys.stderr", "sys.argv"})


@pytest.mark.parametrize("name", modules("rules"), ids=str)
def test_rules_touch_nothing_outside(name: Path) -> None:
    """A rule that reads a clock, a setting or a file gives another date tomorrow or elsewhere.

    The way out: take the day, the closures, whatever it is, as an argument; the service knows where to get it.
    """
    found = [*imports(name), *uses(name)]

    assert not offences(iter(found), name, CLOCKS | ENVIRONMENT | OUTSIDE | DOORS)


@pytest.mark.parametrize("name", modules("rules"), ids=str)
def test_rules_import_only_what_dates_need(name: Path) -> None:
    """The rules stand on the standard library, dateutil, holidays and hijridate alone.

    The way out: what needs a framework, a database or the network belongs into `service`.
    """
    allowed = sys.stdlib_module_names | {"rules", "dateutil", "holidays", "hijridate"}

    assert not [f"{name}:{line}: {full}" for line, full in imports(name) if full.partition(".")[0] not in allowed]


@pytest.mark.parametrize("name", modules("notifiers"), ids=str)
def test_notifiers_are_told_the_time_and_their_settings(name: Path) -> None:
    """A notifier that reads the clock or the environment can't be tested or repeated; monotonic time is fine.

    The way out: the service passes in the time, the proxy, the credentials.
    """
    found = [*imports(name), *uses(name)]

    assert not offences(iter(found), name, CLOCKS | ENVIRONMENT | frozenset({"logging", "print"}))


def _names_a_jurisdiction(node: ast.expr) -> bool:
    """Whether an expression is called for an office: `jurisdiction`, `case.jurisdiction`, `row.office`."""
    return ast.unparse(node).rpartition(".")[2] in {"jurisdiction", "office"}


def _is_code(node: ast.expr) -> bool:
    """Whether an expression is a written-out office code, or a collection with one."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(_is_code(element) for element in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.fullmatch("[A-Z]{2}", node.value))


# An office's module may speak of other offices: where its routes come from, where its parts go.
@pytest.mark.parametrize(
    "name", [name for name in modules(*PRODUCT) if name.parts[:2] != ("rules", "jurisdictions")], ids=str
)
def test_law_lives_in_its_own_module(name: Path) -> None:
    """`if jurisdiction == "JP"` outside `rules/jurisdictions` hides law where nobody looks for it.

    The way out: say it in the office's module, or give the language a word that every office answers.
    """
    found = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Compare)
        for sides in [(node.left, *node.comparators)]
        if any(map(_names_a_jurisdiction, sides)) and any(map(_is_code, sides))
    ]

    assert not found


def test_every_module_says_what_it_is() -> None:
    """A reader decides by the first line whether this is the file. The way out: a sentence at the top."""
    assert not [str(name) for name in modules() if not ast.get_docstring(tree(name))]


def test_no_module_outgrows_a_reader() -> None:
    """Past 500 lines a file has more than one subject. The way out: split it by meaning, never into `part2`."""
    lengths = {str(name): len((ROOT / name).read_text().splitlines()) for name in modules()}

    assert not {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_tests_are_no_package() -> None:
    """`tests/rules/__init__.py` would shadow `rules`. The way out: delete it; pytest imports by path."""
    assert not [str(name) for name in files() if name.parts[0] == "tests" and name.name == "__init__.py"]


def test_nothing_is_skipped_behind_the_back_of_ci() -> None:
    """A bare skip goes unseen in CI for ever.

    The way out: `@pytest.mark.needs("part")`, which skips loudly here and fails there; new parts go to `conftest.py`.
    """
    skips = frozenset({"pytest.skip", "pytest.importorskip", "pytest.mark.skip", "pytest.mark.skipif"})
    own = Path("tests/conftest.py")

    assert not [line for name in modules("tests") if name != own for line in offences(uses(name), name, skips)]


# Put together here so that this file doesn't hold what it looks for.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
FOREIGN = [
    *("py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", r"deb\.deb" + "ian", r"crates\.i" + "o"),
    *(rf"(?<![\w.-])/{folder}/" for folder in ("wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers")),
    r"\.\./sha" + "red",
    *("co-authored" + "-by", "anthro" + "pic", r"\bcla" + r"ude\b", "chat" + "gpt", "language " + "model"),
]


def test_nothing_is_left_unfinished() -> None:
    """A note to come back is forgotten. The way out: do it, or file an issue and delete the note."""
    assert not [f"{name}: {found[0]}" for name, text in texts() for found in [UNFINISHED.search(text)] if found]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_the_tree_speaks_of_itself_only(foreign: str) -> None:
    """Hosts of package registries, paths of one machine and talk of the workshop mean nothing to a user elsewhere.

    The way out: registries are the package client's setting; paths are relative or arguments.
    """
    assert not [str(name) for name, text in texts() if re.search(foreign, text, re.IGNORECASE)]


def test_the_version_is_stored_once() -> None:
    """Two copies of a version drift apart. The way out: ask `importlib.metadata.version("annua")`."""
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)

    assert version
    assert not [str(name) for name in modules(*PRODUCT) if f'"{version[1]}"' in (ROOT / name).read_text()]
