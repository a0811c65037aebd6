"""What a stretch of the late period costs, as texts; amounts of money stay out."""

from rules.texts import Message, Text

_PERCENT = Text("surcharge.percent", "{percent} %")
_MONTHLY_PERCENT = Text("surcharge.percent_per_month", "{percent} % for each month begun")
_FIXED = Text("surcharge.fixed", "fixed surcharge")
_MONTHLY = Text("surcharge.monthly", "surcharge for each month begun")
_AMOUNT = Text("surcharge.amount", "late fee")

free = _PERCENT(percent=0)
fixed = _FIXED()
monthly = _MONTHLY()
amount = _AMOUNT()


def percent(number: int) -> Message:
    """That many percent of the fee."""
    return _PERCENT(percent=number)


def percent_per_month(number: int) -> Message:
    """That many percent of the fee for each month begun."""
    return _MONTHLY_PERCENT(percent=number)
