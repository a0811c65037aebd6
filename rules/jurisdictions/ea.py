"""Eurasian Patent Office (EA): Евразийское патентное ведомство, Moscow.

Eurasian patents, with annual fees for each chosen state, and Eurasian designs. The Office has neither utility models
nor trade marks.

Law: Eurasian Patent Convention (EAPC) Art. 11, 15, 17; Patent Regulations under it (PR), Parts I and II (designs,
Protocol of 9 September 2019).
Not covered: patents in force in Moldova from before 26 April 2012; amounts of the first fee, which national tariffs
count from year 1, 2 or 3.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
    Alternative,
    Attribute,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    anniversary_after,
    by_now,
    days,
    due,
    grant,
    known,
    legal_filing,
    months,
    n,
    percent,
    years,
)

EAPC = Act("EAPC", "Eurasian Patent Convention", "https://www.eapo.org/")
PR = Act("EA Patent Regulations", "Patent Regulations under the Eurasian Patent Convention", "https://www.eapo.org/")

# The Office follows the Russian calendar of days off.
calendar = Calendar(zone="Europe/Moscow", holidays=(Holidays("RU"),), working_weekends=True, announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
FIRST_YEAR_AFTER_GRANT = Text(
    "ea.first_year_after_grant",
    "Annual fees begin with the first anniversary of filing after the grant is published.",
)
GRANT_NEAR_ANNIVERSARY = Text(
    "ea.grant_near_anniversary",
    "The grant was published shortly before this anniversary; a longer first period may apply. Ask the Office.",
)
PAY_PER_STATE = Text(
    "ea.pay_per_state",
    "A fee is due for each state in which the patent is to stay in force; unpaid, it lapses there alone.",
)
RESTORATION_BY_STATE = Text(
    "ea.restoration_by_state",
    "A patent lapsed for non-payment can be restored in states whose law provides for it, as far as known within "
    "twelve months from the end of the late period. Check the state.",
)

# EAPC Art. 17, PR r. 40: due on each anniversary of filing after the publication of grant, for the year it opens.
year_begins = legal_filing + years(n - 1)
first_fee = anniversary_after(legal_filing, grant)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=year_begins > by_now(grant),
    due=year_begins,
    late=(Late(due + months(6), percent(50), PR("r. 40(3)")),),
    restoration=Restoration("unintentional", PR("r. 39")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(GRANT_NEAR_ANNIVERSARY, when=due - months(2) < grant),),
    awaits=FIRST_YEAR_AFTER_GRANT,
    cite=(EAPC("Art. 17"), PR("r. 40")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), EAPC("Art. 11")),
    duties=(annuity,),
    spans=(Covered(legal_filing, first_fee - days(1), "prepaid", EAPC("Art. 17")),),
    awaits=(Await("grant", FIRST_YEAR_AFTER_GRANT, ~known(grant)),),
    cautions=(Caution(PAY_PER_STATE, cite=EAPC("Art. 17")), Caution(RESTORATION_BY_STATE, cite=PR("r. 39"))),
)

# PR Part II: five years from filing, four renewals, for all states of the Protocol at once; first filings 1 June 2021.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(25), PR("Part II, term")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            due=legal_filing + years(5 * n),
            opens=due - years(1),
            late=(Late(due + months(6), amount, PR("Part II, renewal")),),
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            cite=PR("Part II, renewal"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", PR("Part II, term")),),
)

jurisdiction = Jurisdiction(
    code="EA",
    name="Eurasian Patent Office",
    local_name="Евразийское патентное ведомство",
    calendar=calendar,
    rights=(patent, design),
    attributes=(Attribute("states", "offices", "designated states, for information"),),
    sources=("https://www.eapo.org/",),
)
