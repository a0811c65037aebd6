"""`annua reconcile` and the workbooks of `annua import` and `annua export`, with real files."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

CASES = "reference,jurisdiction,right,filing\nP1-EP,EP,patent,2023-11-15\n"
LIST = "Our ref;Type;Year;Due\nP1-EP;Annuity;5;30.11.2027\nP1-EP;Annuity;6;31.12.2028\n"
HOW = ("--name", "annuities", "--date-format", "DD.MM.YYYY")


def test_a_list_is_compared_and_its_differences_written(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    (tmp_path / "due.csv").write_text(LIST)
    annua("import", "cases.csv")

    done = annua("reconcile", "due.csv", *HOW, "--out", "differences.xlsx")

    said = done.stdout.decode()
    assert done.returncode == 1, done.stderr.decode()
    assert "due: column Due (guessed)" in said
    assert "annuities, 2027-11-30 to 2028-12-31: 1 agree, 1 differ, 0 only here, 0 only there, 0 unreadable." in said
    assert "line 3, P1-EP, annuity 6: differ (new): the list says 2028-12-31, here it is 2028-11-30" in said
    header, row = load_workbook(tmp_path / "differences.xlsx")["differences"].iter_rows(values_only=True)
    assert dict(zip(header, row, strict=True))["their_due"] == "2028-12-31"

    again = annua("reconcile", "due.csv", *HOW).stdout.decode()
    assert "Differences since the run before: 0 new, 1 unchanged, 0 gone, 0 settled." in again


def test_a_list_that_agrees_ends_well_and_one_without_days_does_not(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    (tmp_path / "due.csv").write_text(LIST.replace("31.12.2028", "30.11.2028"))
    annua("import", "cases.csv")

    assert annua("reconcile", "due.csv", *HOW).returncode == 0
    refused = annua("reconcile", "cases.csv")
    assert (refused.returncode, b"no column of the list is known to be due" in refused.stderr) == (1, True)
    assert annua("reconcile", "due.csv", "--map", "[]").returncode == 2


def test_everything_goes_out_as_a_workbook_and_comes_in_again(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    annua("import", "cases.csv")
    assert annua("export", "all.xlsx").returncode == 0
    assert annua("export", "all.ndjson").returncode == 0
    elsewhere = {"ANNUA_DATA_DIR": str(tmp_path / "elsewhere")}

    done = annua("import", "all.xlsx", **elsewhere)

    assert done.returncode == 0, done.stdout.decode()
    assert annua("export", "-", "--format", "ndjson", **elsewhere).stdout == (tmp_path / "all.ndjson").read_bytes()
    assert annua("export", "cases.csv", "--table", "nothing").returncode == 2
    assert annua("export", "people.csv", "--table", "people").returncode == 0
    assert (tmp_path / "people.csv").read_text().startswith("key,name,address,")


def test_a_refused_row_names_its_sheet(annua: Annua, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    annua("import", "cases.csv")
    annua("export", "cases.xlsx", "--table", "cases")
    book = load_workbook(tmp_path / "cases.xlsx")
    book["cases"]["C2"] = "patnt"
    book.save(tmp_path / "cases.xlsx")

    done = annua("import", "cases.xlsx")

    assert done.returncode == 1
    assert b"sheet cases, line 2, P1-EP: refused: right patnt is not known" in done.stdout
