"""Proof files: kept whole under a plain name, found again by their digest, never too large."""

import hashlib
from typing import Any

import pytest

from service.portfolio.completing import void
from service.portfolio.errors import Conflict, Invalid, Unknown
from service.portfolio.proof_files import LARGEST, GivenFile, add_file, files_of, read_file

RECEIPT = GivenFile("receipt.pdf", "application/pdf", b"%PDF-1.7 receipt")


@pytest.fixture
def completion(desk: Any, ep_patent: dict[str, Any]) -> int:
    """The id of a completion of year 10."""
    desk.register(ep_patent)
    number: int = desk.complete("P1-EP", 10, "2025-11-03")["id"]
    return number


def test_a_file_is_kept_whole_with_its_digest(desk: Any, completion: int) -> None:
    note = desk.write(add_file, completion, RECEIPT)
    row = desk.ask(lambda session: read_file(session, note.id))
    assert row.content == RECEIPT.content
    assert (note.name, note.media_type, note.size) == ("receipt.pdf", "application/pdf", 16)
    assert note.digest == hashlib.sha256(b"%PDF-1.7 receipt").hexdigest()
    assert (note.entered_by, note.entered_at) == ("li", desk.clock.now())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\li\\收据 2026.pdf", "收据 2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_is_kept_without_a_path(desk: Any, completion: int, given: str, kept: str) -> None:
    assert desk.write(add_file, completion, GivenFile(given, "", b"x")).name == kept


@pytest.mark.parametrize("given", ["", "..", "/", "\x00"])
def test_what_names_no_file_is_refused(desk: Any, completion: int, given: str) -> None:
    with pytest.raises(Invalid, match=r"doesn't name a file; give a name such as receipt\.pdf"):
        desk.write(add_file, completion, GivenFile(given, "", b"x"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("image/PNG", "image/png"),
        ("text/plain; charset=utf-8", "text/plain"),
        ("", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("text/html\r\nX-Evil: 1", "application/octet-stream"),
    ],
)
def test_the_media_type_is_kept_without_parameters(desk: Any, completion: int, given: str, kept: str) -> None:
    assert desk.write(add_file, completion, GivenFile("a.txt", given, b"x")).media_type == kept


def test_ten_mebibytes_are_taken_and_a_byte_more_is_not(desk: Any, completion: int) -> None:
    assert desk.write(add_file, completion, GivenFile("a.bin", "", b"x" * LARGEST)).size == 10_485_760
    with pytest.raises(Invalid, match=r"the file a\.bin is larger than 10 MiB"):
        desk.write(add_file, completion, GivenFile("a.bin", "", b"x" * (LARGEST + 1)))
    with pytest.raises(Invalid, match=r"the file a\.bin is empty"):
        desk.write(add_file, completion, GivenFile("a.bin", "", b""))


def test_the_same_file_given_again_is_kept_once(desk: Any, completion: int) -> None:
    first = desk.write(add_file, completion, RECEIPT)
    assert desk.write(add_file, completion, RECEIPT) == first
    assert desk.ask(lambda session: files_of(session, [completion])) == [first]
    (entry,) = desk.trail("completion.file_added")
    assert (entry.subject, entry.after["name"]) == ("deadline P1-EP annuity 10 EP", "receipt.pdf")


def test_a_voided_completion_takes_no_file(desk: Any, completion: int) -> None:
    desk.write(void, completion, "bounced")
    with pytest.raises(Conflict, match="was voided"):
        desk.write(add_file, completion, RECEIPT)


def test_what_does_not_exist_is_unknown(desk: Any, completion: int) -> None:
    with pytest.raises(Unknown, match="there is no completion 4711"):
        desk.write(add_file, 4711, RECEIPT)
    with pytest.raises(Unknown, match="there is no proof file 4711"):
        desk.ask(lambda session: read_file(session, 4711))
