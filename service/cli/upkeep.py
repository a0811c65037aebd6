"""`annua doctor`, `backup` and `restore`: whether all is well, and copies for when it isn't."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import existing, fail, say
from service.cli.parts import read_settings, told_plainly
from service.cli.progress import progress

FORCE = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def doctor() -> None:
    """Check settings, database, rules, mail and key file, list the alarms, and say what to do about each.

    Every stored case is computed again and compared with what is stored; every derivation is worked again step by step.

    Example: annua doctor
    """
    from service.doctor import examine

    settings = read_settings()
    with told_plainly(), progress("Proving") as watch:
        findings = examine(settings, watch)
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        verdict = "TROUBLE" if not finding.ok else "WARNING" if finding.warning else "ok"
        say(f"{verdict:<7}  {finding.name:<{width}}  {finding.detail}")
        for example in finding.examples:
            say(f"{'':{width + 11}}{example}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def backup(
    file: Annotated[Path | None, typer.Argument(help="File to write.  [default: annua-<time>.db here]")] = None,
    force: FORCE = False,
) -> None:
    """Copy the SQLite database to a file, while the service runs. For PostgreSQL use pg_dump.

    Example: annua backup annua-2026-11-22.db
    """
    from service.backup import NotPossible
    from service.backup import backup as copy

    settings = read_settings()
    target = file or Path(f"annua-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
    try:
        copy(settings.store_url, target, force=force)
    except NotPossible as error:
        raise fail(str(error)) from None
    except OSError as error:
        raise fail(f"{target} can't be written: {error.strerror}.") from None
    say(f"Wrote {target} ({target.stat().st_size:,} bytes), checked.")
    say(f"Keep a copy of {settings.secret_key_file} apart from it; stored webhook secrets can't be read without.")


def restore(
    file: Annotated[Path, typer.Argument(parser=existing, metavar="FILE", help="A file that annua backup wrote.")],
    force: FORCE = False,
) -> None:
    """Put a copy of the SQLite database in the database's place. For PostgreSQL use pg_restore.

    Example: annua restore annua-2026-11-22.db --force
    """
    from service.backup import NotPossible, note_restored
    from service.backup import restore as put_back

    settings = read_settings()
    try:
        put_back(file, settings.store_url, force=force)
        note_restored(file, settings.store_url, datetime.now(UTC))
    except NotPossible as error:
        raise fail(str(error)) from None
    except OSError as error:
        raise fail(f"{error.filename} can't be written: {error.strerror}.") from None
    say(f"Restored {file}, checked. Run annua doctor to see what happened since.")
