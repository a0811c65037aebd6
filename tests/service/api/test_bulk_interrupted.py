"""Bulk registration interrupted: by a process that is killed in the middle, and by a client that doesn't listen."""

import json
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, func, select

from service.portfolio.context import Context
from service.portfolio.keys import create_key
from service.portfolio.registering import BATCH
from service.store import AuditRow, CaseDateRow, CaseRow, DeadlineRow, EventRow, reading, writing

DRIVER = Path(__file__).with_name("bulk_driver.py")
LINES = "application/x-ndjson"
CASES = 2 * BATCH + 20


def body(cases: int = CASES) -> bytes:
    case = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
    return b"".join(json.dumps(case | {"reference": f"P{number}"}).encode() + b"\n" for number in range(cases))


def killed(engine: Engine, folder: Path, clock: Any, fatal: int) -> None:
    """Register by bulk at a real process that dies on the way."""
    with writing(engine) as session:
        _, secret = create_key(session, Context("tests", clock.now(), plan=lambda *_: None), "client", ["write"])
    command = [sys.executable, str(DRIVER), engine.url.render_as_string(hide_password=False), str(folder), str(fatal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": LINES}
        with pytest.raises(httpx.TransportError):
            httpx.post(f"{address}/v1/cases/bulk", content=body(), headers=headers, trust_env=False, timeout=60)
        assert process.wait(30) == -signal.SIGKILL


def whole_cases(engine: Engine) -> int:
    """How many cases there are; fails where one lacks a part of it."""
    with reading(engine) as session:
        cases = session.scalar(select(func.count()).select_from(CaseRow)) or 0
        for row, each in ((CaseDateRow, 1), (DeadlineRow, 19)):
            counted = session.execute(select(row.case_id, func.count()).group_by(row.case_id)).all()
            assert Counter(number for _, number in counted) == ({each: cases} if cases else {})
        told = select(func.count()).select_from(AuditRow).where(AuditRow.action == "case.registered")
        heard = select(func.count()).select_from(EventRow).where(EventRow.type == "case.registered")
        assert (session.scalar(told), session.scalar(heard)) == (cases, cases)
    return cases


@pytest.mark.slow
@pytest.mark.parametrize(("fatal", "kept"), [(3, 0), (6, 1), (8, 1), (11, 2)])
def test_a_process_killed_in_the_middle_leaves_whole_rows_and_the_repeat_completes_them(
    engine: Engine, tmp_path: Path, clock: Any, served: Any, fatal: int, kept: int
) -> None:
    """A batch is stored by five inserts; one that was under way is gone as a whole."""
    killed(engine, tmp_path, clock, fatal)
    before = whole_cases(engine)
    assert before == kept * BATCH

    with served(engine, tmp_path, clock) as (_, address), writing(engine) as session:
        _, secret = create_key(session, Context("tests", clock.now(), plan=lambda *_: None), "client", ["write"])
        session.commit()
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": LINES}
        answer = httpx.post(f"{address}/v1/cases/bulk", content=body(), headers=headers, trust_env=False, timeout=60)

    *rows, last = [json.loads(line) for line in answer.text.splitlines()]
    assert Counter(row["what"] for row in rows) == Counter({"unchanged": before, "new": CASES - before})
    assert (last["summary"]["rows"], whole_cases(engine)) == (CASES, CASES)


def test_a_client_that_writes_all_before_it_reads_is_answered(lite: Any) -> None:
    """More than the buffers between both sides hold, so that each could wait for the other."""
    sent = b'{"reference": 7}\n' * 20_000
    host, port = lite.client.base_url.host, lite.client.base_url.port
    head = (
        f"POST /v1/cases/bulk HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {lite.secrets['write']}\r\n"
        f"Content-Type: {LINES}\r\nContent-Length: {len(sent)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((host, port), timeout=60) as connection:
        connection.sendall(head.encode() + sent)
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))

    assert b'"summary":{"rows":20000' in answer


def test_a_request_broken_off_on_its_way_stores_nothing(lite: Any) -> None:
    host, port = lite.client.base_url.host, lite.client.base_url.port
    head = (
        f"POST /v1/cases/bulk HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {lite.secrets['write']}\r\n"
        f"Content-Type: {LINES}\r\nContent-Length: 100000\r\n\r\n"
    )
    with socket.create_connection((host, port), timeout=60) as connection:
        connection.sendall(head.encode() + body(3))

    assert lite.get("/v1/cases").json()["items"] == []
