"""Instructions and proof files by HTTP; no call lets a right lapse."""

import hashlib
from typing import Any

import pytest

# On 2 March 2026 the fee for year 11 of an application filed on 15 November 2016 is the next: due on 30 November 2026.
PAID = {"state": "confirmed", "done_on": "2026-02-27", "proof": "receipt 17"}


@pytest.fixture
def year_11(api: Any) -> str:
    """The address of the instructions about year 11 of P1."""
    for key in ("p1", "p2"):
        person = {"key": key, "name": f"Paralegal {key[1]}", "address": f"{key}@example.com"}
        assert api.post("/v1/people", person).status_code == 201
    api.register()
    return f"/v1/deadlines/{api.deadline(11)['id']}/instructions"


def test_an_instruction_stands_in_the_document_of_its_deadline(api: Any, conforms: Any, year_11: str) -> None:
    answer = api.post(year_11, {"wish": "renew", "person": "p1", "note": "as every year"})

    assert answer.status_code == 201
    conforms("Instruction", answer.json())
    deadline = api.deadline(11)
    conforms("StoredDeadline", deadline)
    assert deadline["instructions"] == [answer.json()]
    assert (answer.json()["person"], answer.json()["actor"], answer.json()["aim"]) == (
        "p1",
        "Paralegal 1",
        "2026-11-30",
    )
    listed = api.get("/v1/deadlines", params={"state": "open", "limit": 1}).json()["items"]
    assert listed[0]["instructions"] == [answer.json()]


def test_without_a_person_it_is_the_word_of_the_key(api: Any, year_11: str) -> None:
    told = api.post(year_11, {"wish": "undecided"}).json()
    assert (told["person"], told["actor"]) == (None, "write key")


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"wish": "drop"}, "/wish"),
        ({"wish": "ask_again"}, "/ask_again_on"),
        ({"wish": "ask_again", "ask_again_on": "2026-03-02"}, "/ask_again_on"),
        ({"wish": "ask_again", "ask_again_on": "2026-11-30"}, "/ask_again_on"),
        ({"wish": "renew", "confirmed_at": "2026-03-02T08:00:00Z"}, "/confirmed_at"),
    ],
)
def test_what_is_refused(api: Any, conforms: Any, year_11: str, given: Any, pointer: str) -> None:
    problem = conforms.problem(api.post(year_11, given), 422, "invalid")
    assert problem["errors"][0]["pointer"] == pointer


def test_a_lapse_by_key_stays_a_proposal_whoever_it_names(api: Any, year_11: str) -> None:
    for person in ({}, {"person": "p1"}, {"person": "p2"}):
        told = api.post(year_11, {"wish": "lapse"} | person).json()
        assert told["confirmed_at"] is None
    assert api.deadline(11)["state"] == "open"


def test_no_address_of_the_api_confirms_a_lapse(api: Any) -> None:
    paths = api.get("/openapi.json").json()["paths"]
    assert {(path, *item) for path, item in paths.items() if "instruction" in path} == {
        ("/v1/deadlines/{number}/instructions", "post"),
        ("/v1/instructions/{number}", "get"),
        ("/v1/instructions/{number}/withdraw", "post"),
    }
    assert not [path for path in paths if "lapse" in path or "confirm" in path]


def test_an_instruction_is_taken_back_with_a_reason(api: Any, conforms: Any, year_11: str) -> None:
    number = api.post(year_11, {"wish": "renew"}).json()["id"]
    address = f"/v1/instructions/{number}/withdraw"
    conforms.problem(api.post(address, {"reason": ""}), 422, "invalid")

    answer = api.post(address, {"reason": "another case", "actor": "Paralegal 2"})

    conforms("Instruction", answer.json())
    assert (answer.json()["withdrawn_by"], answer.json()["withdraw_reason"]) == ("Paralegal 2", "another case")
    conforms.problem(api.post(address, {"reason": "again"}), 409, "conflict")


@pytest.fixture
def files(api: Any) -> str:
    """The address of the files of a completion of year 10 of P1."""
    api.register()
    told = api.post(f"/v1/deadlines/{api.deadline(10)['id']}/completions", PAID).json()
    return f"/v1/completions/{told['completions'][0]['id']}/files"


def test_a_file_comes_back_as_it_went_in_and_is_not_shown(api: Any, conforms: Any, files: str) -> None:
    content = b"<script>alert(1)</script>"

    answer = api.raw(f"{files}?name=C:\\receipts\\收据.html", content, "text/html")

    assert answer.status_code == 201
    conforms("ProofFile", answer.json())
    note = answer.json()
    assert (note["name"], note["size"], note["sha256"]) == ("收据.html", 25, hashlib.sha256(content).hexdigest())
    assert api.deadline(10)["completions"][0]["files"] == [note]
    back = api.get(f"/v1/proof-files/{note['id']}", as_="read")
    assert back.content == content
    assert back.headers["Content-Type"] == "text/html"
    assert back.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%94%B6%E6%8D%AE.html"
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert back.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_repeated_upload_answers_the_same(api: Any, files: str) -> None:
    named = {"headers": {"Idempotency-Key": "upload-1", "Content-Type": "application/pdf"}}
    first = api.call("POST", f"{files}?name=a.pdf", content=b"one", **named)
    again = api.call("POST", f"{files}?name=a.pdf", content=b"one", **named)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()


def test_too_large_empty_or_nameless_files_are_refused(api: Any, conforms: Any, files: str) -> None:
    large = conforms.problem(api.raw(f"{files}?name=a.bin", b"x" * (10_485_760 + 1)), 422, "invalid")
    assert "larger than 10 MiB" in large["detail"]
    conforms.problem(api.raw(f"{files}?name=a.bin", b"x" * (17 << 20)), 413, "too-large")
    conforms.problem(api.raw(f"{files}?name=a.bin", b""), 422, "invalid")
    conforms.problem(api.raw(files, b"x"), 422, "invalid")
    conforms.problem(api.raw("/v1/completions/4711/files?name=a.bin", b"x"), 404, "not-found")
    conforms.problem(api.get("/v1/proof-files/4711"), 404, "not-found")
