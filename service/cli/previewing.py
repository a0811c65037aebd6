"""`annua preview` and `recompute`: what computing anew would move, and doing it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.options import fail, print_json, say
from service.cli.parts import open_service
from service.cli.progress import progress

if TYPE_CHECKING:
    from rules import Closure
    from service.portfolio.maintaining import Refreshed
    from service.portfolio.moves import DaysOf, Move
    from service.portfolio.previewing import Outlook, Summary

ACTOR = Annotated[str, typer.Option(help="Who does this; the audit trail keeps the name.")]


class Way(StrEnum):
    """Which moves are listed."""

    EARLIER = "earlier"
    LATER = "later"
    ADDED = "added"
    GONE = "gone"
    OTHER = "other"


def preview(
    closure: Annotated[
        list[str] | None,
        typer.Option(metavar="OFFICE:FIRST[:LAST]", help="Days on which an office would be closed; may be repeated."),
    ] = None,
    only: Annotated[Way | None, typer.Option(help="List only deadlines that move this way.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object per case and line, then the figures.")
    ] = False,
    actor: ACTOR = "annua preview",
) -> None:
    """Show what the installed rules, their calendars or a closure would move against what is stored.

    Nothing is computed anew. Each line tells which messages already left with the old day. Exit code 1 when the rules
    refuse a case.

    Example: annua preview --closure CN:2026-10-01:2026-10-07 --only earlier
    """
    from service.portfolio.holding import looked_at
    from service.portfolio.previewing import Summary, look_ahead
    from service.store import reading, writing

    thought_of, summary = _closures(closure or []), Summary()
    with open_service() as service:
        with reading(service.engine) as session, progress("Computing") as watch:
            for outlook in look_ahead(session, service.clock.now(), thought_of, watch):
                summary.add(outlook)
                _show(outlook, only, as_json=as_json)
        with writing(service.engine) as session:
            looked_at(session, service.context(actor, "cli"), summary.as_document(), closure or [])
    if as_json:
        print_json({"summary": summary.as_document()})
    else:
        _summarize(summary)
    if summary.refused:
        raise typer.Exit(1)


def recompute(actor: ACTOR = "annua recompute") -> None:
    """Compute anew every case that other rules computed, and tell whose deadlines moved.

    With ANNUA_RECOMPUTE=hold somebody must have looked at annua preview since the rules changed.

    Example: annua recompute
    """
    from service.portfolio.holding import seen
    from service.settings import HOLD
    from service.store import reading
    from service.upkeep import recompute_all

    with open_service() as service:
        if service.settings.recompute == HOLD:
            with reading(service.engine) as session:
                if not seen(session):
                    raise fail("Nobody has looked at what the installed rules would move; run annua preview first.")
        with progress("Computing") as watch:
            done = [_moved(one) for one in recompute_all(service, actor, watch)]
    moved, refused = sum(moves for moves, _ in done), sum(not accepted for _, accepted in done)
    say(f"{len(done):,} cases computed anew, {moved:,} deadlines moved, {refused:,} cases refused.")
    if refused:
        say("Those that are refused keep their deadlines; annua doctor names them and what to correct.")
        raise typer.Exit(1)


def _moved(one: "Refreshed") -> tuple[int, bool]:
    return len(one.changes), not one.refused


def _closures(texts: list[str]) -> "tuple[Closure, ...]":
    from service.portfolio.errors import Invalid
    from service.portfolio.previewing import read_closure

    try:
        return tuple(read_closure(text, "--closure") for text in texts)
    except Invalid as error:
        raise typer.BadParameter(str(error)) from None


def _show(outlook: "Outlook", only: Way | None, *, as_json: bool) -> None:
    from dataclasses import replace

    if only:
        outlook = replace(outlook, moves=tuple(move for move in outlook.moves if move.what == only))
    if outlook.stands:
        return
    if as_json:
        print_json(outlook.as_document())
        return
    for error in outlook.errors:
        say(f"{outlook.reference}: can't be computed: {error.message}")
    for move in outlook.moves:
        say(f"{outlook.reference}: {move.title} ({move.identity[-1]}) {_told(move)}: {'; '.join(move.why)}")
        for told in move.told:
            say(f"    {told.channel} to {told.recipient} left on {told.sent_at:%Y-%m-%d %H:%M} UTC ({told.key})")


def _told(move: "Move") -> str:
    if move.old is None or move.new is None:
        days: DaysOf | None = move.new or move.old
        return f"{move.what}, act by {days.act_by if days else ''}"
    changes = []
    for name in move.moved:
        old, new = getattr(move.old, name), getattr(move.new, name)
        changes.append("late steps" if name == "late" else f"{name} {old or 'none'} → {new or 'none'}")
    return f"{move.what}, {', '.join(changes)}"


def _summarize(summary: "Summary") -> None:
    import rules

    say(f"{summary.stale:,} of {summary.cases:,} cases were computed by other rules than {rules.VERSION}.")
    soonest = f", the soonest open one to act by {summary.soonest}" if summary.soonest else ""
    say(
        f"{summary.deadlines:,} deadlines of {summary.moved_cases:,} cases would move,"
        f" {summary.earlier:,} of them to an earlier day{soonest}."
    )
    say(f"{len(summary.messages):,} messages already left with a day that would move.")
    if summary.refused:
        say(f"{summary.refused:,} cases can't be computed by these rules; correct what they name.")
