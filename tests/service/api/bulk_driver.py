"""The service behind a real HTTP server in a process that kills itself while it stores a bulk registration.

    python bulk_driver.py DATABASE_URL FOLDER STATEMENT

STATEMENT is the number of the insert at which it dies. The address is printed once the server listens. The inserts are
watched from outside: the service knows nothing of them.
"""

import os
import signal
import socket
import sys
from itertools import count
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import Engine, event

from service.app import create_app
from service.settings import Settings

TABLES = ("cases", "case_dates", "deadlines", "audit", "events")
BEGINNINGS = tuple(f"INSERT INTO {table} " for table in TABLES)


def watch_inserts(fatal: int) -> None:
    """Die, without a chance to clean up, before the insert of that number is sent."""
    numbers = count(1)

    @event.listens_for(Engine, "before_cursor_execute")
    def passed(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(BEGINNINGS) and next(numbers) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    url, folder, fatal = sys.argv[1:]
    watch_inserts(int(fatal))
    app = create_app(Settings(database_url=url, data_dir=Path(folder), fallback_recipient="desk@example.com"))
    with socket.create_server(("127.0.0.1", 0)) as place:
        sys.stdout.write(f"http://127.0.0.1:{place.getsockname()[1]}\n")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(app, log_level="critical")).run([place])
