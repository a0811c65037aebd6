"""`annua simulate`: a drill of what is stored, which sends nothing and stores nothing."""

import json
import os
import pty
import socket
import sqlite3
import subprocess
import sys
from calendar import monthrange
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

TODAY = datetime.now(UTC).date()  # the program has no other clock
SPRING, AUTUMN = TODAY + timedelta(days=60), TODAY + timedelta(days=240)
LAST_DAY = SPRING.replace(day=monthrange(SPRING.year, SPRING.month)[1])

# Fees of European applications fall due at the end of the month of filing, from year 3 on.
CASES = f"""reference,jurisdiction,right,filing,settled_through,settled_through_source
J,EP,patent,{SPRING.year - 3}-{SPRING.month:02}-12,{TODAY},take-over list
S,EP,patent,{AUTUMN.year - 3}-{AUTUMN.month:02}-12,{TODAY},take-over list
""".encode()
FROM = f"from {TODAY} on"
ASKED = ("simulate", "--from", str(TODAY), "--days", "100")
DESK = {"ANNUA_FALLBACK_RECIPIENT": "desk@example.com"}


@pytest.fixture
def deployed(annua: Annua) -> Annua:
    """Two applications of which nobody is in charge: one fee falls due within the drill, one behind its end."""
    assert annua("import", "-", stdin=CASES).returncode == 0
    return annua


def dumped(data_dir: Path) -> list[str]:
    """Everything that is stored."""
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection:
        return list(connection.iterdump())


def test_a_healthy_portfolio_ends_with_0_and_says_what_happened(deployed: Annua) -> None:
    done = deployed(*ASKED, **DESK)

    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr
    assert " ticks, " in lines[0]
    assert " completions." in lines[0]
    assert lines[1:] == [f"1 deadlines to be acted on {FROM}: 0 unreminded, 0 unanswered, 0 late."]
    assert done.stderr == b""


def test_what_would_have_gone_wrong_is_named_with_its_reason_and_ends_with_1(deployed: Annua) -> None:
    down, mail_down = TODAY + timedelta(days=20), TODAY + timedelta(days=40)
    outages = ("--down", f"2d@{down}", "--mail-down", f"12h@{mail_down}")
    done = deployed(*ASKED, *outages, "--absent", "desk@example.com", **DESK)

    text = done.stdout.decode()
    assert done.returncode == 1
    assert text.startswith(
        f"mail down from {mail_down} 00:00 to {mail_down} 12:00 UTC.\n"
        f"service down from {down} 00:00 to {down + timedelta(days=2)} 00:00 UTC.\n"
        "Absent: desk@example.com.\n"
    )
    assert f"J: Renewal fee for year 4 (EP), act by {LAST_DAY}\n    unanswered: reminded " in text
    assert "    late: not done by the end of the drill; told were desk@example.com (absent)\n" in text
    assert text.endswith(f"1 deadlines to be acted on {FROM}: 0 unreminded, 1 unanswered, 1 late.\n")


def test_without_anybody_to_remind_it_says_so(deployed: Annua) -> None:
    """Planning itself finds nobody: its ticks are troubled or keep the deadline, and it shows as unreminded."""
    done = deployed(*ASKED)

    assert done.returncode == 1
    assert b"unreminded: no reminder of it ever arrived: nobody is named on the case" in done.stdout


def test_json_is_one_object_and_the_same_for_the_same_seed(deployed: Annua) -> None:
    asked = (*ASKED, "--json", "--mail-down", "5d", "--bounces", "100")
    once, again = (deployed(*asked, "--seed", "3", **DESK) for _ in range(2))
    other = deployed(*asked, "--seed", "4", **DESK)

    assert once.returncode == 1
    assert once.stdout == again.stdout
    document = json.loads(once.stdout)
    assert document["seed"] == 3
    assert document["bouncing"] == ["desk@example.com"]
    assert document["figures"]["returned"] == document["figures"]["mails"] > 0
    assert document["counts"] == {"unreminded": 1, "unanswered": 0, "late": 1}
    assert document["outages"] != json.loads(other.stdout)["outages"]


def test_nothing_is_stored_and_nothing_is_sent(deployed: Annua, data_dir: Path) -> None:
    """A mail server and a second channel are set, and nobody calls there."""
    before = dumped(data_dir)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        places = {
            "ANNUA_SMTP_HOST": "127.0.0.1",
            "ANNUA_SMTP_PORT": port,
            "ANNUA_OPS_WEBHOOK_URL": f"http://127.0.0.1:{port}/",
            "ANNUA_OPS_WEBHOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        }
        done = deployed(*ASKED, "--json", "--absent", "desk@example.com", **DESK, **places)
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()

    figures = json.loads(done.stdout)["figures"]
    assert figures["mails"] > 0
    assert figures["calls"] > 0
    assert dumped(data_dir) == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--mail-down", "5"), "--mail-down 5 is not a stretch of time"),
        (("--down", "7d@2020-01-01"), f"--down 7d@2020-01-01 does not lie within {TODAY} to "),
        (("--absent", "desk@exmple.com"), "--absent desk@exmple.com is nobody's key, name or address"),
        (("--bounces", "101"), "--bounces"),
        (("--days", "0"), "--days"),
        (("--from", "3 March"), "'--from'"),
    ],
)
def test_what_is_wrong_is_named_and_ends_with_2(deployed: Annua, wrong: tuple[str, str], said: str) -> None:
    done = deployed(*ASKED, *wrong, **DESK)

    assert done.returncode == 2
    assert said in " ".join(done.stderr.decode().replace("│", " ").split())
    assert done.stdout == b""


def test_where_nothing_is_stored_there_is_nothing_to_drill(annua: Annua, data_dir: Path) -> None:
    done = annua("simulate")

    assert done.returncode == 1
    assert b"There is no database at " in done.stderr
    assert not (data_dir / "annua.db").exists()


@pytest.mark.slow
def test_who_watches_sees_how_many_days_have_passed(deployed: Annua, data_dir: Path) -> None:
    """Three years take their time; the bar goes to the terminal, and is gone again when somebody has seen enough."""
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "ANNUA_DATA_DIR": str(data_dir), "TERM": "xterm", **DESK}
    command = (sys.executable, "-m", "service.cli", "simulate", "--days", "1000", "--json")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as program:
        os.close(theirs)
        shown = b""
        while b"/1000" not in shown and (more := read(ours)):
            shown += more
        program.terminate()
    os.close(ours)

    assert b"Days" in shown


def read(terminal: int) -> bytes:
    """Some of what was written to a terminal; nothing once its other end is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
