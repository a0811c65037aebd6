"""The progress bar: only for somebody who is watching, and only for work that takes its time."""

import io
import sys

import pytest

from service.cli.progress import progress


class Terminal(io.StringIO):
    """Standard error as a terminal has it."""

    def isatty(self) -> bool:
        """Somebody is watching."""
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *moments: float) -> str:
    """What is written while work begins at the first moment and tells of itself at the others."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    left = list(moments)
    with progress("Proving", now=lambda: left.pop(0)) as watch:
        for done, _ in enumerate(moments[1:]):
            watch(done, 5947)
    return stream.getvalue()


def test_work_that_takes_more_than_two_seconds_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, Terminal(), 0.0, 1.9, 2.1)

    assert "Proving" in said
    assert "1/5947" in said


def test_work_of_a_moment_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 0.0, 1.0, 1.9) == ""


def test_a_file_or_a_pipe_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 0.0, 1.9, 2.1) == ""
