"""A progress bar on standard error for work that takes more than a moment, where somebody is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

PATIENCE = 2.0  # seconds that nobody minds


@contextmanager
def progress(label: str, now: Callable[[], float] = monotonic) -> Iterator[Callable[[int, int], None]]:
    """Give a function to be told how much is done of how much.

    It shows a bar once the work has taken two seconds; none where standard error is a file or a pipe.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
    task = bar.add_task(label)
    began = now()

    def watch(done: int, total: int) -> None:
        if not bar.live.is_started and now() - began > PATIENCE:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield watch
    finally:
        bar.stop()
