"""`annua import`, `export` and `explain`, with real files and processes that are killed half-way."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

FILE = (
    "reference,jurisdiction,right,filing\n"
    "P1-EP,EP,patent,2016-11-15\n"
    "P2-EP,EP,patent,2016-13-15\n"
    "P3-QQ,QQ,patent,2016-11-15\n"
)


def test_the_report_names_line_value_and_remedy_and_what_is_left_to_do(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILE)

    done = annua("import", "cases.csv")

    said = done.stdout.decode()
    assert done.returncode == 1
    assert "line 3, P2-EP: refused: dates.filing 2016-13-15 is not a date; write it as YYYY-MM-DD" in said
    assert "line 2, P1-EP: to verify: " in said
    assert "3 rows: 2 new, 0 changed, 0 unchanged, 1 refused." in said
    assert "1 cases are unruled" in said


def test_a_dry_run_stores_nothing(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILE)

    done = annua("import", "cases.csv", "--dry-run")

    assert "Dry run, nothing stored: 3 rows: 2 new" in done.stdout.decode()
    assert annua("export").stdout == b""


def test_an_export_imports_again_and_changes_nothing(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILE)
    annua("import", "cases.csv")

    assert annua("export", "all.jsonl").returncode == 0
    assert annua("export", "all.csv", "--format", "csv").returncode == 0

    for file in ("all.jsonl", "all.csv"):
        assert b"2 rows: 0 new, 0 changed, 2 unchanged, 0 refused." in annua("import", file).stdout


def test_the_real_rights_of_the_demo_import_as_they_are(annua: Annua) -> None:
    """Columns `number` and `source` and all; only an office that has no rules yet may not know an attribute."""
    file = Path(__file__).parents[3] / "service" / "demo" / "real-rights.csv"

    said = annua("import", file).stdout.decode()

    assert "147 rows: " in said
    assert all("attributes." in line for line in said.splitlines() if "refused:" in line)


def test_explain_follows_each_date_to_the_law(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILE)
    annua("import", "cases.csv")

    said = annua("explain", "P1-EP").stdout.decode()

    assert "Renewal fee for year 3 (EP): due 2018-11-30, act by 2018-11-30" in said
    assert "EPC r. 51(1)" in said


def test_explain_of_an_unknown_case_fails(annua: Annua) -> None:
    done = annua("explain", "nothing")

    assert done.returncode == 1
    assert b"No case has the reference nothing" in done.stderr


@pytest.mark.slow
def test_killed_half_way_the_rows_are_whole_and_the_file_may_be_imported_again(
    annua: Annua, data_dir: Path, tmp_path: Path
) -> None:
    """The file comes through a pipe that stays open, so that the program is in the midst of it when it is killed."""
    line = '{{"reference": "P{0:05}", "jurisdiction": "EP", "right": "patent", "dates": {{"filing": "2016-11-15"}}}}\n'
    lines = [line.format(number) for number in range(1300)]
    environment = {"PATH": os.environ["PATH"], "ANNUA_DATA_DIR": str(data_dir)}
    with subprocess.Popen(
        [sys.executable, "-m", "service.cli", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        cwd=tmp_path,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.writelines(line.encode() for line in lines[:1200])
        process.stdin.flush()
        process.stdout.readline()  # the first batch is told, so it is stored
        process.send_signal(signal.SIGKILL)

    with closing(sqlite3.connect(data_dir / "annua.db")) as store:
        cases = store.execute("SELECT count(*) FROM cases").fetchone()[0]
        deadlines = dict(store.execute("SELECT case_id, count(*) FROM deadlines GROUP BY case_id"))
    assert cases in (500, 1000)
    assert len(deadlines) == cases
    assert len(set(deadlines.values())) == 1

    (tmp_path / "all.jsonl").write_text("".join(lines))
    said = annua("import", "all.jsonl").stdout.decode()
    assert f"1,300 rows: {1300 - cases:,} new, 0 changed, {cases:,} unchanged, 0 refused." in said


def test_json_output_is_the_computed_schedule(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILE)
    annua("import", "cases.csv")

    document = json.loads(annua("explain", "P1-EP", "--json").stdout)

    assert document["reference"] == "P1-EP"
    assert all(row["derivation"] for row in document["deadlines"])
