"""The program `annua`: its commands put together.

Each command imports what it needs when it runs, so that `annua compute` starts without a database or a web framework.
Exit codes: 0 all well, 1 something failed or was found wrong, 2 wrong usage.
"""

import gc
import os
import sys

import typer

from service.cli import (
    audit,
    computing,
    drilling,
    due_care,
    keys,
    offices,
    portfolio,
    previewing,
    reconciling,
    running,
    upkeep,
)

app = typer.Typer(
    name="annua",
    help="Deadlines and renewals of patents, utility models, designs and trade marks: computed, stored, reminded of.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(running.serve)
app.command()(computing.compute)
app.command("import")(portfolio.import_)
app.command()(portfolio.export)
app.command()(running.remind)
app.command()(running.demo)
app.command()(offices.jurisdictions)
app.command()(reconciling.reconcile)
app.command()(portfolio.explain)
app.command()(due_care.dossier)
app.command()(previewing.preview)
app.command()(previewing.recompute)
app.command()(drilling.simulate)
app.command()(upkeep.doctor)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.add_typer(keys.app, name="keys")
app.add_typer(audit.app, name="audit")


def collect_garbage_seldom() -> None:
    """Let more objects come alive between two looks for cycles than Python's own 700 do.

    A batch of cases keeps some 100,000 alive, none of them in a cycle, and every look walks over them: a fifth of the
    time that registering took.
    """
    gc.set_threshold(50_000, 10, 10)


def main() -> None:
    """Run the command that the program's arguments name."""
    collect_garbage_seldom()
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter's own flush at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
