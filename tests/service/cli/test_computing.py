"""`annua compute`: one JSON object for each case, in order, whatever comes in."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

EP = {"reference": "P1-EP", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
US = {"reference": "P1-US", "jurisdiction": "US", "right": "patent", "dates": {"filing": "2016-11-15"}}


def printed(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The objects that were printed; a traceback would not be one."""
    assert b"Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def lines(*values: object) -> bytes:
    return b"".join(value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n" for value in values)


def test_the_sample_of_the_contract(annua: Annua, tmp_path: Path) -> None:
    """EPC r. 51(1): the fee for year 3 falls due on the last day of November 2018; r. 51(2): six months late."""
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([EP]))

    done = annua("compute", file, "--as-of", "2017-01-02")

    assert done.returncode == 0
    (result,) = printed(done)
    assert (result["reference"], result["as_of"], result["until"]) == ("P1-EP", "2017-01-02", "2042-01-02")
    assert result["expires"] == "2036-11-15"
    first = result["deadlines"][0]
    assert (first["kind"], first["number"], first["due"], first["grace_ends"]) == (
        "annuity",
        3,
        "2018-11-30",
        "2019-05-31",
    )
    assert "derivation" not in first


def test_until_and_explain(annua: Annua) -> None:
    done = annua("compute", "-", "--as-of", "2017-01-02", "--until", "2019-12-31", "--explain", stdin=lines(EP))

    (result,) = printed(done)
    annuities = [row for row in result["deadlines"] if row["kind"] == "annuity"]
    assert [row["due"] for row in annuities] == ["2018-11-30", "2019-11-30"]
    assert all(row["derivation"] for row in annuities)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps([EP, US]).encode(), id="an array on one line"),
        pytest.param(json.dumps([EP, US], indent=2).encode(), id="an array over many lines"),
        pytest.param(lines(EP, US), id="JSON lines"),
        pytest.param(b"\xef\xbb\xbf" + lines(EP, b"\r\n", US), id="byte order mark, blank line"),
        pytest.param(json.dumps(EP, indent=1).encode() + b"\n" + json.dumps(US, indent=1).encode(), id="laid out"),
    ],
)
def test_cases_come_in_several_shapes_and_go_out_in_order(annua: Annua, text: bytes) -> None:
    done = annua("compute", "-", "--as-of", "2026-11-22", stdin=text)

    assert done.returncode == 0
    assert [result["reference"] for result in printed(done)] == ["P1-EP", "P1-US"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b'{"reference": "X"\n', "this is not JSON"),
        (b'{"reference": "X", "reference": "Y"}\n', "the key reference comes twice"),
        (b'{"reference": "X", "attributes": {"pta_days": NaN}}\n', "NaN is not a number that JSON can hold"),
        (b'{"reference": "X", "attributes": {"pta_days": ' + b"9" * 5000 + b"}}\n", "is not a number"),
        (b'{"reference": ' + b"[" * 100_000 + b"\n", "nested more than 32 levels deep"),
        (b'{"reference": "' + b"x" * (1 << 21) + b'"}\n', "a value of more than 1048576 bytes"),
        (b'{"reference": "\xff"}\n', "is not UTF-8"),
        (b"42\n", "a case is a JSON object, not a number"),
        (
            b'{"reference": "X", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "0202-01-01"}}\n',
            "dates.filing",
        ),
        (b'{"reference": "\\ud800", "jurisdiction": "QQ", "right": "patent"}\n', "no rules for office QQ"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_line_is_told_in_its_place_and_the_others_come_out(annua: Annua, broken: bytes, said: str) -> None:
    done = annua("compute", "-", "--as-of", "2026-11-22", stdin=lines(EP, broken, US))

    before, between, after = printed(done)
    assert done.returncode == 1
    assert (before["reference"], after["reference"]) == ("P1-EP", "P1-US")
    assert said in between["errors"][0]["message"]
    assert set(between) == {"reference", "errors"}


def test_an_array_that_was_cut_off_gives_what_it_had(annua: Annua) -> None:
    done = annua("compute", "-", "--as-of", "2026-11-22", stdin=json.dumps([EP, US]).encode()[:-30])

    first, *rest = printed(done)
    assert done.returncode == 1
    assert first["reference"] == "P1-EP"
    assert rest[-1]["errors"][0]["code"] == "json.unended"


def test_other_scripts_come_out_as_they_are_in_any_locale(annua: Annua) -> None:
    """The output is UTF-8, whatever the terminal says."""
    done = annua("compute", "-", stdin=lines({**EP, "reference": "专利-1"}), LC_ALL="C", PYTHONUTF8="0")

    assert '"专利-1"' in done.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("compute",),
        ("compute", "missing.json"),
        ("compute", "-", "--as-of", "2026-13-01"),
        ("compute", "-", "--as-of", "1"),
    ],
)
def test_wrong_usage_ends_with_2(annua: Annua, arguments: tuple[str, ...]) -> None:
    done = annua(*arguments)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_the_default_day_is_today_where_the_day_begins_first(annua: Annua) -> None:
    """Two runs around the call bound it, so that midnight in between does no harm."""

    def first_day() -> str:
        return str((datetime.now(UTC) + timedelta(hours=14)).date())

    before = first_day()
    (result,) = printed(annua("compute", "-", stdin=lines(EP)))

    assert before <= result["as_of"] <= first_day()


def test_computing_needs_neither_a_database_nor_a_web_framework(data_dir: Path) -> None:
    """So it starts quickly, and works where no service does."""
    program = (
        "import sys; from service.cli.program import app; app(['compute', '-'], standalone_mode=False);"
        "print(sorted({'sqlalchemy', 'fastapi', 'alembic', 'rich', 'httpx'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], input=lines(EP), capture_output=True, check=True)

    assert done.stdout.splitlines()[-1] == b"[]"
    assert not data_dir.exists()


def test_whoever_reads_only_the_beginning_is_no_error(tmp_path: Path) -> None:
    """`annua compute … | head -1` leaves no traceback."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(lines(EP) * 500)
    reader, writer = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "service.cli", "compute", str(file)], stdout=writer, stderr=subprocess.PIPE
    ) as process:
        os.close(writer)
        os.read(reader, 100)
        os.close(reader)
        _, said = process.communicate()

    assert said == b""
