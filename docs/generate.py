"""Write the generated pages of docs/, or with --check say which of them are out of date."""

import sys
from pathlib import Path

import rules
from rules import reference

HERE = Path(__file__).parent
FOLDER = HERE / "jurisdictions"


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    made = {FOLDER / f"{office.code}.md": reference.page(office) for office in rules.jurisdictions()}
    return {**made, FOLDER / "README.md": reference.coverage()}


def main() -> int:
    """Write the pages; with --check write nothing and return 1 when one differs."""
    made = pages()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    orphans = [path for path in FOLDER.glob("*.md") if path not in made]
    if "--check" in sys.argv:
        for path in (*stale, *orphans):
            print(f"{path.relative_to(HERE.parent)} is out of date. Run: make docs", file=sys.stderr)
        return 1 if stale or orphans else 0
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
