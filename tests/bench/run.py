"""`make bench`: run every bench of this folder and hold its figures against their targets.

    python tests/bench/run.py               all of them
    python tests/bench/run.py computing     some

A bench is a module with `run()`, which answers rows of name, measured, baseline, ratio and target. Nothing here is a
test: figures depend on the machine, so most targets are ratios against a bare baseline of the same run. The exit code
is 1 when a target is missed.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
NOISE = 1.25  # two medians of the same thing may differ by so much

Row = dict[str, Any]
Judge = Callable[[Row], bool]


def ratio_at_least(row: Row) -> bool:
    """Faster than the baseline by the target, or slower by no more."""
    return bool(row["ratio"] >= row["target"])


def ratio_at_most(row: Row) -> bool:
    """No more than the target times the baseline."""
    return bool(row["ratio"] <= row["target"])


def the_same(row: Row) -> bool:
    """As much as the baseline, but for noise."""
    return bool(row["ratio"] <= row["target"] * NOISE)


def at_least(row: Row) -> bool:
    """At least the target."""
    return bool(row["measured"] >= row["target"])


def at_most(row: Row) -> bool:
    """At most the target."""
    return bool(row["measured"] <= row["target"])


# How the rows of each bench are judged, in their order.
JUDGES: dict[str, tuple[Judge, ...]] = {
    "computing": (ratio_at_least, at_most),
    "delivery": (ratio_at_least, ratio_at_least),
    "registering": (ratio_at_most, at_least),
    "running": (at_most, at_most, ratio_at_most, ratio_at_most, ratio_at_most),
    "simulating": (at_most,),
    "ticking": (the_same,),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One row and whether it keeps its promise."""

    row: Row
    ok: bool


def main(names: Sequence[str]) -> int:
    """Run the benches of these names, or all; answers the exit code."""
    if unknown := [name for name in names if name not in JUDGES]:
        print(f"There is no bench {', '.join(unknown)}; there are {', '.join(JUDGES)}.", file=sys.stderr)
        return 2
    console = Console()
    found: list[Judged] = []
    for name in names or JUDGES:
        with console.status(f"Measuring {name}"):
            found += _judged(name)
    console.print(_table(found))
    return 0 if all(one.ok for one in found) else 1


def _judged(name: str) -> Iterator[Judged]:
    spec = spec_from_file_location(f"bench_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    for row, judge in zip(module.run(), JUDGES[name], strict=True):
        yield Judged(row, judge(row))


def _table(found: Sequence[Judged]) -> Table:
    table = Table("name", "measured", "baseline", "ratio", "target", "ok")
    for one in found:
        figures = (one.row[column] for column in ("measured", "baseline", "ratio", "target"))
        shown = ("–" if figure is None else f"{figure:,}" for figure in figures)
        table.add_row(one.row["name"], *shown, "yes" if one.ok else "[bold red]NO[/]")
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
