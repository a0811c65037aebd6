"""What the documentation says is so: each command, example, setting, metric, alarm and link in it.

The blocks of a page run from top to bottom as one program in an empty folder, as a reader would type them:

    ```sh                  typed into bash; `make` is only asked whether it knows the target, `docker` is not run
    ```python              run
    ```python some/path    written to that path, beside copies of the packages and their tests
    ```json output         holds what the block before printed, as far as it goes (lists from their beginning)
    ```text output         each line occurs in what the block before printed, in this order

Programs that run until they are told to stop (`annua serve`, a mail catcher) are started, and stopped at the end.
Addresses of this machine are replaced by free ones, so that pages run side by side.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from typer.core import TyperGroup
from typer.main import get_command

from rules import registry
from service.cli.program import app
from service.doctor import PROVED, REMEDIES
from service.settings import FROM_FILE, Settings
from service.watch.health import Health
from service.watch.metrics import Metrics
from service.watch.watchdog import Watchdog
from service.wiring import assemble

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
CHANGELOG = ROOT / "CHANGELOG.md"

COPIED = (
    "rules",
    "notifiers",
    "deploy",
    "pyproject.toml",
    "tests/conftest.py",
    "tests/rules/jurisdictions/conftest.py",
)
PORTS = ("8000", "1025", "9000")  # of this machine, as the pages name them
ADDRESS = re.compile(r'(127\.0\.0\.1(?::|", )|_PORT=)(\d+)')  # in a URL, in Python, in a setting
END = "-- end of block --"
FENCE = re.compile(r"^```(?P<language>\w*)(?P<note>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def page_name(page: Path) -> str:
    """What a page is called in the list of tests."""
    return page.name


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, what else stands beside that, and its lines."""

    language: str
    note: str
    text: str

    @property
    def is_output(self) -> bool:
        """Whether it shows what the block before prints."""
        return self.note == "output"


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    return tuple(Block(match["language"], match["note"].strip(), match["text"]) for match in found)


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


# ---------------------------------------------------------------- commands and examples

RUNNING = [page for page in PAGES if any(block.language in ("sh", "python") for block in blocks(page))]


@pytest.mark.slow
@pytest.mark.needs("curl")
@pytest.mark.parametrize("page", RUNNING, ids=page_name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, mail_port: int) -> None:
    """Each block runs, one after the other, and prints what the page shows."""
    here = {port: str(free_port()) for port in PORTS}
    _lay_out(page, tmp_path)

    said = _run(_program(page, here), tmp_path, here["8000"], mail_port)

    printed = ""
    for block in blocks(page):
        if not block.is_output:
            printed = said.pop(0)
        elif block.language == "json":
            assert subset(json.loads(block.text), _json(printed)), printed
        else:
            assert in_order(block.text.splitlines(), printed), printed


@pytest.fixture(scope="session")
def mail_port() -> Iterator[int]:
    """A mail server on this machine, for pages that bring none of their own."""
    server = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    server.start()
    yield server.port
    server.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _lay_out(page: Path, folder: Path) -> None:
    """Write the files of a page into a folder, beside copies of what they live with."""
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__", "secrets"))
        else:
            shutil.copy(ROOT / name, target)
    for block in blocks(page):
        if is_file(block):
            target = folder / block.note
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")


def is_file(block: Block) -> bool:
    """Whether a block is a file to be written."""
    return block.language == "python" and bool(block.note) and not block.is_output


def _program(page: Path, here: dict[str, str]) -> str:
    """A page as one bash program that marks where the output of each block ends."""
    parts = ["set -euo pipefail", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"]
    for block in blocks(page):
        if block.is_output:
            continue
        text = ADDRESS.sub(lambda found: found[1] + here.get(found[2], found[2]), block.text)
        if block.language == "sh":
            parts += map(_command, text.splitlines())
        elif block.language == "python" and not is_file(block):
            parts.append(f"python - <<'END OF PYTHON'\n{text}END OF PYTHON")
        parts.append(f"echo; echo '{END}'")
    return "\n".join(parts)


def _command(line: str) -> str:
    """A line as the program has it: what can't run here is checked or left out, what runs on is put aside."""
    if line.startswith("make "):
        return f"env -u MAKEFLAGS make -n -C {shlex.quote(str(ROOT))} {line.removeprefix('make ')} >make.log"
    if line.startswith("docker "):
        return f": {line}"
    if line.startswith("annua serve"):
        return f"{line} 2>serve.log & {_until_open('$ANNUA_PORT')}"
    if line.startswith("python -m aiosmtpd"):
        (port,) = re.findall(r"127\.0\.0\.1:(\d+)", line)
        return f"{line} >mail.log 2>&1 & {_until_open(port)}"
    return line


def _until_open(port: str) -> str:
    """Wait until the program just started listens, or give up when it ends."""
    return f"until (: </dev/tcp/127.0.0.1/{port}) 2>/dev/null; do kill -0 $! || exit 1; sleep 0.1; done"


def _run(program: str, folder: Path, port: str, mail_port: int) -> list[str]:
    """What each block printed, once the whole program has ended well."""
    done = subprocess.run(
        ["bash", "-c", program],
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(folder),
            "ANNUA_PORT": port,
            "ANNUA_TICK_SECONDS": "1",
            "ANNUA_SMTP_HOST": "127.0.0.1",
            "ANNUA_SMTP_PORT": str(mail_port),
            "ANNUA_FALLBACK_RECIPIENT": "docketing@example.com",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout.split(f"\n{END}\n")


def _json(printed: str) -> Any:
    """The JSON that a block printed, alone or as its last line."""
    try:
        return json.loads(printed)
    except ValueError:
        return json.loads(printed.strip().splitlines()[-1])


def subset(shown: Any, whole: Any) -> bool:
    """Whether everything that is shown is so; a list may be shown by its first elements."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(key in whole and subset(shown[key], whole[key]) for key in shown)
    if isinstance(shown, list) and shown:
        return isinstance(whole, list) and len(shown) <= len(whole) and all(map(subset, shown, whole))
    return bool(shown == whole)


def in_order(lines: list[str], printed: str) -> bool:
    """Whether each line occurs in what was printed, after the one before."""
    rest = iter(printed.splitlines())
    return all(any(line in one for one in rest) for line in lines)


def test_what_a_page_shows_must_be_printed() -> None:
    """A shown value that differs, a key that is missing and a line out of order are all found."""
    assert subset({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}, {}], "d": 3})
    assert not subset({"a": 1}, {"a": 2})
    assert not subset({"a": 1}, {})
    assert not subset({"a": []}, {"a": [1]})
    assert in_order(["one", "two"], "0\none!\ntwo")
    assert not in_order(["two", "one"], "one\ntwo")


@pytest.mark.parametrize("page", RUNNING, ids=page_name)
def test_what_containers_are_built_from_exists(page: Path) -> None:
    """A page's `docker` lines name files that are there."""
    lines = [line for block in blocks(page) for line in block.text.splitlines() if line.startswith("docker ")]
    named = [re.findall(r"(?:-f|--file)[ =](\S+)", line) for line in lines]

    assert not [name for names in named for name in names if not (ROOT / name).is_file()]


# ---------------------------------------------------------------- names


def test_every_setting_is_described_with_its_default() -> None:
    """The page on configuration and the settings agree both ways."""
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = {row[1]: row[2] for row in re.finditer(r"^\| `ANNUA_(\w+)` \| (.+?) \|", page, re.MULTILINE)}
    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    files = {f"{name.upper()}_FILE" for name in FROM_FILE}

    assert rows == {name: f"`{value}`" if value not in (None, "", ()) else "none" for name, value in fields.items()}
    assert set(re.findall(r"ANNUA_([A-Z_]+)", page)) == set(fields) | files


@pytest.mark.parametrize("page", [*PAGES, CHANGELOG], ids=page_name)
def test_no_page_names_a_setting_that_is_none(page: Path) -> None:
    known = {name.upper() for name in Settings.model_fields} | {f"{name.upper()}_FILE" for name in FROM_FILE}

    assert set(re.findall(r"ANNUA_([A-Z_]+)", page.read_text(encoding="utf-8"))) <= known


def test_every_metric_is_described(tmp_path: Path) -> None:
    """The page on operations and what `/metrics` answers agree both ways."""
    service = assemble(Settings(data_dir=tmp_path))
    exposed = Metrics(Health(service.engine, service.settings, service.clock, Watchdog(60))).exposition().decode()
    service.engine.dispose()
    families = re.findall(r"^# TYPE (\w+) ", exposed, re.MULTILINE)
    names = {name.removesuffix("_total") for name in families if not name.endswith("_created")}
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `(annua_\w+)` \|", page, re.MULTILINE)) == names


def test_every_alarm_has_a_remedy_in_the_docs() -> None:
    """The page on operations and the alarms agree both ways."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    section = page.partition("## Alarms")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(REMEDIES)


def test_every_proof_of_the_doctor_is_described() -> None:
    """The page on operations and what the doctor proves agree both ways."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    section = page.partition("## The doctor")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(PROVED)


def test_every_logged_event_is_described() -> None:
    """Whoever greps for an event of ours finds in the docs what it means, and the other way round."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "service").rglob("*.py"))
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("## Logs")[2]

    logged = set(re.findall(r'\blog\.(?:debug|info|warning|error|exception)\(\s*"([\w.]+)"', source))
    named = {name for row in re.findall(r"^\| (`.+?) \|", page, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}
    assert logged
    assert named == logged


def test_every_command_is_shown() -> None:
    """Each command of `annua` stands in one of the pages."""
    written = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    group = get_command(app)
    assert isinstance(group, TyperGroup)

    assert not [name for name in group.commands if not re.search(rf"\bannua {name}\b", written)]


def test_the_changelog_names_every_office() -> None:
    """Who relies on an office finds it under Law, and finds none without rules."""
    law = CHANGELOG.read_text(encoding="utf-8").partition("### Law")[2].partition("### ")[0]
    offices = next(line for line in law.splitlines() if line.startswith("- Rules exist"))

    assert sorted(re.findall(r"\b[A-Z]{2}\b", offices)) == list(registry.codes())


# ---------------------------------------------------------------- prose


@pytest.mark.parametrize("page", [*PAGES, CHANGELOG], ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link points at a file of the project."""
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    files = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]

    assert not [name for name in files if name and not (page.parent / name).exists()]


@pytest.mark.parametrize("page", DOCS, ids=page_name)
def test_docs_have_one_sentence_a_line(page: Path) -> None:
    """A review then shows sentences instead of reflowed paragraphs; tables are left out."""
    lines = [line for line in prose(page).splitlines() if not line.startswith("|")]

    assert not [line for line in lines if re.search(r"[.?!] +[A-Z`]", line)]


def test_the_readme_is_read_in_one_go() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_every_test_that_is_named_exists() -> None:
    """A risk is answered by a test that runs, in each of the ten rows."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| API(\d+) .*$", page, re.MULTILINE)
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)

    assert rows == [str(number) for number in range(1, 11)]
    assert all("`tests/" in row for row in re.findall(r"^\| API\d+ .*$", page, re.MULTILINE))
    assert not [
        (file, name)
        for file, name in named
        if not re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
