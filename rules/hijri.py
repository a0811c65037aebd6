"""The Hijri calendar: Umm al-Qura where its tables reach (1343 to 1500 AH), the tabular calendar beyond.

A day beyond the tables can differ by one or two from the one that will be announced.
"""

from datetime import date

from hijridate import Gregorian, Hijri

FIRST_YEAR, LAST_YEAR = 1343, 1500
_FIRST_DAY, _LAST_DAY = date(1924, 8, 1), date(2077, 11, 16)
# Day number of 1 Muharram of the year 1 in the civil tabular calendar, in Python's count of days.
_EPOCH = 227015
_CYCLE_DAYS, _CYCLE_YEARS = 10631, 30


def add_hijri_months(day: date, months: int) -> date:
    """Return the same Hijri day that many Hijri months away; where day 30 is missing, day 29."""
    year, month, number = _from_gregorian(day)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    return _to_gregorian(year, month + 1, number)


def _from_gregorian(day: date) -> tuple[int, int, int]:
    if _FIRST_DAY <= day <= _LAST_DAY:
        return Gregorian.fromdate(day).to_hijri().datetuple()
    elapsed = day.toordinal() - _EPOCH
    year = (_CYCLE_YEARS * elapsed + 10646) // _CYCLE_DAYS
    into_year = elapsed - _days_before_year(year)
    month = min(12, into_year * 2 // 59 + 1)
    return year, month, into_year - _days_before_month(month) + 1


def _to_gregorian(year: int, month: int, number: int) -> date:
    if FIRST_YEAR <= year <= LAST_YEAR:
        length = Hijri(year, month, 1).month_length()
        return date(*Hijri(year, month, min(number, length)).to_gregorian().datetuple())
    length = 29 + month % 2 + (1 if month == 12 and (11 * year + 14) % _CYCLE_YEARS < 11 else 0)
    ordinal = _EPOCH + _days_before_year(year) + _days_before_month(month) + min(number, length) - 1
    return date.fromordinal(ordinal)


def _days_before_year(year: int) -> int:
    return (year - 1) * 354 + (3 + 11 * year) // _CYCLE_YEARS


def _days_before_month(month: int) -> int:
    return (59 * (month - 1) + 1) // 2
