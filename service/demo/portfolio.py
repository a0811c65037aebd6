"""A sample portfolio of the shape that a medical-device group has: 4,000 patents of all kinds and 1,800 trade marks.

The same seed and day give the same portfolio. Inventions have families: a first filing, then filings abroad, directly,
by PCT or through the European Patent Office, whose grants are validated in single countries or have unitary effect.
Some cases are of offices without rules, so that the demo shows what becomes of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

Document = dict[str, Any]

SEED = 20261122
PATENTS, MARKS = 4_000, 1_800

PEOPLE = tuple(
    {
        "key": f"paralegal-{number}",
        "name": f"Paralegal {number}",
        "address": f"paralegal-{number}@ip-department.example",
        "zone": "Asia/Shanghai",
    }
    for number in range(1, 6)
)
OWNERS = ("Imaging Division", "Implants Division", "Diagnostics Division", "Monitoring Division")
TOPICS = ("catheter", "stent", "ultrasound probe", "infusion pump", "pulse oximeter", "endoscope", "X-ray detector")
QUALITIES = ("steerable", "coated", "low-noise", "wearable", "single-use", "self-sealing", "miniature", "wireless")
NAMES = ("CARDIVA", "PULSEON", "VENOLUX", "ORTHALIS", "SONARIA", "INFUSEA", "MEDIRAY", "OXIMA", "STENTRA", "BIOVISTA")

# Where families go: how many in a hundred enter each office, and the years from filing to grant.
EUROPEAN = "EP"
ABROAD = {"US": (80, 3), EUROPEAN: (70, 5), "JP": (45, 4), "KR": (30, 3), "CA": (12, 4), "AU": (12, 3), "IN": (15, 5)}
ABROAD |= {"BR": (10, 6), "MX": (8, 4), "IL": (5, 4), "SG": (6, 3), "RU": (5, 3), "EA": (2, 3), "CL": (2, 4)}
ABROAD |= {"CO": (2, 4), "PE": (1, 4), "UA": (2, 3), "KZ": (1, 2), "EG": (1, 5), "MA": (1, 3), "NG": (1, 3)}
ABROAD |= {"OA": (1, 3), "AP": (1, 4)}
DIRECT_ONLY = {"TW": (15, 3), "AR": (4, 6), "PK": (2, 5), "GC": (4, 5)}  # not to be reached by PCT
UNTIL = {"GC": date(2021, 1, 5)}  # the last filing that it took
VALIDATED = {
    "DE": 95,
    "FR": 80,
    "GB": 80,
    "IT": 45,
    "ES": 35,
    "NL": 35,
    "CH": 30,
    "SE": 20,
    "PL": 12,
    "IE": 10,
    "AT": 10,
    "BE": 15,
    "DK": 12,
    "FI": 10,
    "NO": 8,
    "PT": 8,
    "CZ": 8,
    "HU": 7,
    "RO": 6,
    "GR": 6,
    "LU": 5,
}
STAYING_OUT = ("GB", "ES", "CH", "PL", "IE", "NO", "CZ", "HU", "GR")  # validated beside a unitary patent
DIVIDED = ("US", EUROPEAN, "JP")
ADJUSTED = ("US",)  # where the term is adjusted for delay
DESIGN_OFFICES = {"CN": 100, "EM": 60, "US": 50, "JP": 30, "KR": 20, "GB": 15}
DESIGNS_GRANTED = ("CN", "US")  # elsewhere they are registered
DESIGNATED = ("US", "JP", "KR", "AU", "GB", "SG", "NZ", "PH", "VN", "TH", "MY", "ID", "TR", "IL", "IN", "MX", "CA")
MARK_OFFICES = {"CN": 90, "EM": 50, "US": 50, "JP": 40, "KR": 35, "GB": 35, "CA": 25, "AU": 25, "IN": 25, "BR": 25}
MARK_OFFICES |= {"MX": 20, "SG": 20, "HK": 30, "TW": 25, "TH": 15, "VN": 15, "MY": 15, "ID": 15, "PH": 15, "SA": 12}
MARK_OFFICES |= {"BX": 10, "NO": 8, "AR": 8, "CL": 8, "CO": 8, "PE": 6, "EG": 5, "MA": 5, "UA": 5, "KZ": 4, "MO": 5}
MARK_OFFICES |= {
    "PK": 4,
    "NG": 4,
    "OA": 3,
    "AP": 2,
    "AE": 12,
    "IL": 12,
    "TR": 12,
    "ZA": 12,
    "RU": 12,
    "CH": 15,
    "NZ": 10,
    "LK": 6,
    "KE": 6,
    "JO": 6,
    "BD": 4,
}


@dataclass(frozen=True, slots=True)
class Maker:
    """Chance with a seed, and the day on which the portfolio is looked at."""

    chance: Random
    today: date

    def happens(self, percent: float) -> bool:
        """Whether something happens that does in so many cases of a hundred."""
        return self.chance.random() * 100 < percent

    def after(self, day: date, *, years: float = 0, spread: int = 400) -> date:
        """A day about so many years later."""
        return day + timedelta(days=int(years * 365.25) + self.chance.randint(0, spread))

    def past(self, day: date) -> bool:
        """Whether a day has come."""
        return day <= self.today

    def between(self, least_years: float, most_years: float) -> date:
        """A day so many years ago."""
        return self.today - timedelta(days=self.chance.randint(int(least_years * 365), int(most_years * 365)))

    def case(self, reference: str, jurisdiction: str, right: str, **facts: Any) -> Document:
        """A registration document with the people and the authority that every case has."""
        number = self.chance.randint(1, len(PEOPLE))
        document = {
            "reference": reference,
            "jurisdiction": jurisdiction,
            "right": right,
            "owner": self.chance.choice(OWNERS),
            "responsible": PEOPLE[number - 1]["key"],
            "backup": PEOPLE[number % len(PEOPLE)]["key"],
        }
        if self.happens(99):
            document |= {
                "settled_through": str(self.today),
                "settled_through_source": "take-over list of the last agent",
            }
        return document | {key: value for key, value in facts.items() if value is not None}


def portfolio(today: date, seed: int = SEED) -> Iterator[Document]:
    """The whole portfolio as registration documents, a parent before its parts."""
    maker = Maker(Random(seed), today)
    yield from islice(_patents(maker), PATENTS)
    yield from islice(_marks(maker), MARKS)


def _patents(maker: Maker) -> Iterator[Document]:
    number = 0
    while True:
        number += 1
        topic, quality = maker.chance.choice(TOPICS), maker.chance.choice(QUALITIES)
        title = f"{quality} {topic}".capitalize()
        if maker.happens(12):
            yield from _design_family(maker, f"D{number:04}", title)
        else:
            yield from _invention(maker, f"P{number:04}", title)


# ---------------------------------------------------------------- inventions


def _invention(maker: Maker, family: str, title: str) -> Iterator[Document]:
    first = maker.between(0.1, 18.5)
    about = {"title": title, "family": family}
    yield _first_filing(maker, family, first, about)
    if maker.happens(30):
        yield _utility_model(maker, family, first, about)
    abroad = first + relativedelta(months=12) - timedelta(days=maker.chance.randint(0, 20))
    if not maker.past(abroad) or maker.happens(25):
        return
    entry = first + relativedelta(months=30) - timedelta(days=maker.chance.randint(0, 25))
    by_pct = maker.happens(75)
    if by_pct and not maker.past(entry):
        dates = _dates(priority=first, filing=abroad)
        yield maker.case(f"{family}-WO", "WO", "patent", route="pct", status="pending", dates=dates, **about)
        return
    for office, (percent, years) in (ABROAD if by_pct else ABROAD | DIRECT_ONLY).items():
        if maker.happens(percent) and abroad <= UNTIL.get(office, abroad):
            dates = _dates(priority=first, filing=abroad, national_entry=entry if by_pct else None)
            yield from _foreign(maker, family, office, years, dates, about)


def _first_filing(maker: Maker, family: str, first: date, about: Document) -> Document:
    granted = maker.after(first, years=2.5)
    dates = _dates(filing=first, publication=_if_past(maker, first + relativedelta(months=18)))
    dates |= _dates(grant=_if_past(maker, granted))
    attributes = {"first_filing": True} if not maker.past(first + relativedelta(months=12)) else None
    return maker.case(
        f"{family}-CN", "CN", "patent", status=_status(dates), dates=dates, attributes=attributes, **about
    )


def _utility_model(maker: Maker, family: str, first: date, about: Document) -> Document:
    dates = _dates(filing=max(first, maker.today - timedelta(days=3_500)))
    dates |= _dates(grant=_if_past(maker, maker.after(date.fromisoformat(dates["filing"]), years=0.5, spread=150)))
    return maker.case(f"{family}-CN-U", "CN", "utility_model", status=_status(dates), dates=dates, **about)


def _foreign(
    maker: Maker, family: str, office: str, years: float, dates: Document, about: Document
) -> Iterator[Document]:
    entered = date.fromisoformat(dates.get("national_entry") or dates["filing"])
    granted = _if_past(maker, maker.after(entered, years=years - 1))
    own = dates | _dates(grant=granted)
    route = "pct" if "national_entry" in dates else "direct"
    parts = list(_parts(maker, family, own, granted, about)) if office == EUROPEAN and granted else []
    attributes: Document = {"pta_days": maker.chance.choice((0, 0, 57, 212))} if office in ADJUSTED and granted else {}
    if parts:
        attributes["validations"] = [part["jurisdiction"] for part in parts if part["route"] == "ep"]
    facts = {"route": route, "status": _status(own), "dates": own, "attributes": attributes or None}
    yield maker.case(f"{family}-{office}", office, "patent", **facts, **about)
    yield from parts
    divided = maker.after(entered, years=2, spread=700)
    if maker.happens(6) and office in DIVIDED and maker.past(divided):
        dates = _dates(parent_filing=dates["filing"], filing=divided)
        facts = {"route": "divisional", "status": "pending", "dates": dates, "parent": f"{family}-{office}"}
        yield maker.case(f"{family}-{office}-D", office, "patent", **facts, **about)


def _parts(maker: Maker, family: str, own: Document, granted: str, about: Document) -> Iterator[Document]:
    """The countries in which a European patent lives on, and its unitary effect since 1 June 2023."""
    unitary = granted >= "2023-06-01" and maker.happens(30)
    dates = _dates(filing=own["filing"], ep_grant=granted)
    if unitary and (noticed := _if_past(maker, date.fromisoformat(granted) + timedelta(days=35))):
        up = dates | _dates(registration=noticed)
        yield maker.case(
            f"{family}-UP", "UP", "patent", route="up", status="granted", dates=up, parent=f"{family}-EP", **about
        )
    for country, percent in VALIDATED.items():
        if maker.happens(percent) and (not unitary or country in STAYING_OUT):
            reference, parent = f"{family}-EP-{country}", f"{family}-EP"
            yield maker.case(
                reference, country, "patent", route="ep", status="granted", dates=dates, parent=parent, **about
            )


# ---------------------------------------------------------------- designs and trade marks


def _design_family(maker: Maker, family: str, title: str) -> Iterator[Document]:
    filed = maker.between(0.1, 13.5)
    for office, percent in DESIGN_OFFICES.items():
        if maker.happens(percent):
            done = _if_past(maker, maker.after(filed, years=0.3, spread=200))
            dates = _dates(filing=filed) | _dates(**{"grant" if office in DESIGNS_GRANTED else "registration": done})
            facts = {"status": _status(dates), "dates": dates, "title": title, "family": family}
            yield maker.case(f"{family}-{office}", office, "design", **facts)


def _marks(maker: Maker) -> Iterator[Document]:
    number = 0
    while True:
        number += 1
        family = f"T{number:04}"
        title = f"{maker.chance.choice(NAMES)} {maker.chance.choice('ABCDEFGHKLMNPRSTVX')}{number}"
        first = maker.between(0.2, 28)
        international = maker.happens(35)
        if international:
            yield from _international(maker, family, title, first)
        for office, percent in MARK_OFFICES.items():
            filed = maker.after(first, spread=170)
            if maker.happens(percent) and maker.past(filed) and not (international and office in DESIGNATED):
                yield _mark(maker, f"{family}-{office}", office, filed, title, family)


def _mark(maker: Maker, reference: str, office: str, filed: date, title: str, family: str) -> Document:
    dates = _dates(filing=filed, registration=_if_past(maker, maker.after(filed, years=0.9, spread=200)))
    facts = {"status": _status(dates), "dates": dates, "title": title, "family": family}
    return maker.case(reference, office, "trademark", **facts)


def _international(maker: Maker, family: str, title: str, first: date) -> Iterator[Document]:
    """A mark at WIPO and its part in the United States, which asks for declarations of use."""
    registered = maker.after(first, spread=150)
    if not maker.past(registered):
        return
    about = {"status": "registered", "title": title, "family": family, "route": "madrid"}
    attributes = {"designations": list(DESIGNATED)}
    dates = _dates(registration=registered)
    yield maker.case(f"{family}-WO", "WO", "trademark", dates=dates, attributes=attributes, **about)
    protected = maker.after(registered, years=1, spread=200)
    if maker.past(protected):
        dates = _dates(ir=registered, filing=registered, registration=protected)
        about |= {"parent": f"{family}-WO"}
        yield maker.case(f"{family}-US", "US", "trademark", dates=dates, attributes={"us_basis": "66a"}, **about)


# ---------------------------------------------------------------- dates


def _dates(**given: date | str | None) -> Document:
    return {event: str(day) for event, day in given.items() if day is not None}


def _if_past(maker: Maker, day: date) -> str | None:
    return str(day) if maker.past(day) else None


def _status(dates: Document) -> str:
    return "granted" if "grant" in dates else "registered" if "registration" in dates else "pending"
