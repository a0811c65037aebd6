"""Where a European patent with unitary effect holds, so that nobody pays for it a second time in one of those states.

Law: Regulation (EU) No 1257/2012, Art. 18(2): the states in which the Agreement on a Unified Patent Court (UPCA) has
effect on the day on which unitary effect is registered; for the life of that patent, whoever joins later.
"""

from datetime import date

# From which day the UPCA has effect (Art. 89), and in which states from then on.
_SINCE = (
    (
        date(2023, 6, 1),
        ("AT", "BE", "BG", "DE", "DK", "EE", "FI", "FR", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SE", "SI"),
    ),
    (date(2024, 9, 1), ("RO",)),
)


def participating(registered: date | None) -> frozenset[str]:
    """Return the states that a unitary patent covers, by the day on which its effect was registered.

    Where that day isn't known: the states of the first day, which every unitary patent covers.
    """
    first = _SINCE[0][0]
    return frozenset(code for since, codes in _SINCE if since <= max(registered or first, first) for code in codes)
