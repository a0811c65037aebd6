"""`annua dossier`: the due-care file of a case, to standard output or into a file."""

import json
from pathlib import Path
from typing import Any

CASE = b'{"reference": "P1-EP", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}'


def test_the_page_is_written_to_a_file(annua: Any, tmp_path: Path) -> None:
    annua("import", "-", stdin=CASE)

    done = annua("dossier", "P1-EP", "--language", "zh-Hans", "--out", "P1-EP.html")

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "尽职档案" in (tmp_path / "P1-EP.html").read_text(encoding="utf-8")


def test_json_goes_to_standard_output(annua: Any) -> None:
    annua("import", "-", stdin=CASE)

    document = json.loads(annua("dossier", "P1-EP", "--format", "json").stdout)

    assert (document["case"]["reference"], document["deadlines"][0]["due"]) == ("P1-EP", "2018-11-30")


def test_what_has_no_file_is_said_in_a_sentence(annua: Any) -> None:
    annua("import", "-", stdin=CASE)

    unknown, early, wrong = (
        annua("dossier", "P2-EP"),
        annua("dossier", "P1-EP", "--on", "2001-01-01"),
        annua("dossier", "P1-EP", "--language", "fr"),
    )

    assert (unknown.returncode, unknown.stderr) == (1, b"no case has the reference P2-EP\n")
    assert early.returncode == 1
    assert b"nothing was known of P1-EP by 2001-01-01" in early.stderr
    assert wrong.returncode == 2
