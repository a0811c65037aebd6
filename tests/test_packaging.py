"""The wheel alone is the whole application: installed elsewhere beside the locked run-time packages, it works.

Nothing is downloaded: the backend and the run-time packages are those of the development environment.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGES = ("rules", "notifiers", "service")

pytestmark = [pytest.mark.needs("git"), pytest.mark.slow]


def run(*command: str | Path, cwd: Path, text: str = "", **environment: str) -> str:
    """What a program printed, once it has ended well."""
    clean = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | environment
    done = subprocess.run(command, cwd=cwd, env=clean, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built by the locked backend."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of programs of an environment that holds the wheel and what requirements/run.txt locks, no more."""
    home = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    pip = (sys.executable, "-m", "pip", "--python", home / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    (library,) = home.glob("lib/python*/site-packages")
    for distribution in locked_distributions():
        for name in {path.parts[0] for path in distribution.files or ()} - {"..", "__pycache__"}:
            if not (library / name).exists():
                (library / name).symlink_to(Path(str(distribution.locate_file(name))))
    return home / "bin"


def locked_distributions() -> list[importlib.metadata.Distribution]:
    """The run-time packages that the lock names for this platform."""
    lines = (ROOT / "requirements" / "run.txt").read_text().splitlines()
    pins = [Requirement(line.rstrip(" \\")) for line in lines if "==" in line and not line.startswith((" ", "#"))]
    return [importlib.metadata.distribution(pin.name) for pin in pins if not pin.marker or pin.marker.evaluate()]


def test_wheel_holds_the_three_packages_with_their_data(wheel: Path) -> None:
    """Templates, migrations, catalogues, demo data: what git has in the packages is in the wheel, and nothing else."""
    listing = run(
        *("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PACKAGES),
        cwd=ROOT,
        HOME=str(wheel.parent),
    )
    ours = {name for name in listing.split("\0") if name and (ROOT / name).is_file()}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert held == ours
    assert {f"{package}/py.typed" for package in PACKAGES} <= held


def test_installed_elsewhere_every_module_finds_what_it_imports(elsewhere: Path, tmp_path: Path) -> None:
    """Nothing needs a package that only development has. Alembic loads the migrations itself, inside its own run."""
    program = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    names = [
        ".".join(name.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for name in (ROOT / package).rglob("*.py")
        if "migrations" not in name.parts
    ]

    assert {"rules", "notifiers", "service"} <= set(names)
    run(elsewhere / "python", "-c", program, *names, cwd=tmp_path)


def test_installed_elsewhere_it_explains_itself(elsewhere: Path, tmp_path: Path) -> None:
    said = run(elsewhere / "annua", "--help", cwd=tmp_path)

    assert {"serve", "compute", "import", "remind", "demo", "doctor", "backup", "restore"} <= set(said.split())


def test_installed_elsewhere_it_computes(elsewhere: Path, tmp_path: Path) -> None:
    """The renewal fee for year 3 of a European application filed on 2016-11-15 falls due on 2018-11-30.

    EPC r. 51(1): the last day of the month with the anniversary of filing, here the second anniversary.
    """
    case = {
        "reference": "P1-EP",
        "jurisdiction": "EP",
        "right": "patent",
        "route": "direct",
        "status": "pending",
        "dates": {"filing": "2016-11-15"},
    }

    said = run(elsewhere / "annua", "compute", "-", "--as-of", "2017-01-02", cwd=tmp_path, text=json.dumps([case]))

    (result,) = [json.loads(line) for line in said.splitlines()]
    dues = {row["number"]: row["due"] for row in result["deadlines"] if row["kind"] == "annuity"}
    assert dues[3] == "2018-11-30"


def test_installed_elsewhere_it_migrates_and_mails(elsewhere: Path, tmp_path: Path) -> None:
    """The demo makes its database by migration, computes, and sends to a real mail server on loopback."""
    said = run(elsewhere / "annua", "demo", "--once", cwd=tmp_path, ANNUA_DATA_DIR=str(tmp_path / "data"))

    assert "Subject:" in said
