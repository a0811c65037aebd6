"""European patent with unitary effect (UP): Einheitspatent, brevet unitaire; European Patent Office, Munich.

One patent for the participating states that were bound by the UPC Agreement when its unitary effect was registered;
the other states of a European patent are validations of their own (route `ep` there).

Law: Regulation (EU) 1257/2012 (UPReg): Art. 9, 11; Rules relating to Unitary Patent Protection (UPR): r. 7, 13, 20, 22;
European Patent Convention (EPC), applied through r. 20: Art. 63, r. 131, 134. The mention of grant is `ep_grant`; the
date of the notice that unitary effect is registered is `registration`.
Not covered: supplementary protection certificates, fees after re-establishment or a review, national fees after a late
refusal of unitary effect.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    Act,
    Alternative,
    Await,
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
    anniversary_after,
    dated,
    days,
    due,
    end_of_month,
    given,
    grace,
    known,
    later_of,
    legal_filing,
    mention,
    months,
    n,
    pending,
    percent,
    registration,
    years,
)

UPREG = Act("UPReg", "Regulation (EU) No 1257/2012", "https://eur-lex.europa.eu/eli/reg/2012/1257/oj")
UPR = Act("UPR", "Rules relating to Unitary Patent Protection", "https://www.epo.org/en/legal/up-upc")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# The Office's own closing days, as for its applications (EPC r. 134(1)).
calendar = Calendar(
    zone="Europe/Berlin",
    holidays=(Holidays("DE", "BY", ("public", "catholic")), Holidays("DE", "BE", without=("Women",)), Holidays("NL")),
    closed=(yearly("01-01", "05-05", "12-24..12-31"),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
NOTICE_NEEDED = Text(
    "up.notice_needed",
    "the first fees may be paid without surcharge within three months of the notice that unitary effect is registered",
)
NOTICE_UNKNOWN = Text(
    "up.notice_unknown",
    "Due later, or free of surcharge for longer, if the notice of registration came late enough; its date isn't known.",
)
MONTH_END = Text(
    "up.month_end",
    "The six months after the notice may run to the end of the month; by the same number they end earlier.",
)

# r. 7(1): a notice dated before 1 November 2023 counted as received ten days later (EPC r. 126(2) until then).
notice = dated(registration, registration + days(10), ("2023-11-01", registration), cite=UPR("r. 20(2)"))

# Art. 11 UPReg, r. 13(1)-(3): the years after that of the mention, at the end of the month, by month ends.
year_begins = legal_filing + years(n - 1)
month_due = end_of_month(year_begins)
mention_unknown = ~pending & ~known(mention)
first_fee = known(mention) & (legal_filing + years(n - 2) < mention)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=mention_unknown | (year_begins >= mention),
    due=month_due,
    opens=end_of_month(month_due - months(3)),
    late=(Late(end_of_month(due + months(6)), percent(50), UPR("r. 13(3)")),),
    restoration=Restoration("due_care", UPR("r. 22"), grace + years(1)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(PERHAPS_PAID, when=mention_unknown | (year_begins <= mention)),
        Alternative(NOTICE_UNKNOWN, when=first_fee & ~given("registration")),
    ),
    cite=(UPREG("Art. 11(1)"), UPR("r. 13(2)")),
    awaits=MENTION_NEEDED,
)
# r. 13(5): what would have fallen due from the mention to the notice falls due on the notice, free for three months;
# the six months of r. 13(3) then count from that day.
due_by_notice = given("registration") & known(mention) & (year_begins >= mention)
due_on_notice = replace(
    annuity,
    applies=due_by_notice & (month_due <= notice),
    due=notice,
    free_until=notice + months(3),
    late=(Late(due + months(6), percent(50), UPR("r. 13(3)")),),
    alternatives=(
        Alternative(PERHAPS_PAID, when=year_begins <= mention),
        Alternative(
            MONTH_END, {"grace_ends": end_of_month(due + months(6))}, due + months(6) < end_of_month(due + months(6))
        ),
    ),
    cite=UPR("r. 13(5)"),
)
# r. 13(4): due within three months after the notice: free until those end, late by its own due day.
due_after_notice = replace(
    annuity,
    applies=due_by_notice & (month_due <= notice + months(3)),
    free_until=later_of(due, notice + months(3)),
    cite=(UPR("r. 13(2)"), UPR("r. 13(4)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("up", "direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), EPC("Art. 63(1)")),
    duties=(due_on_notice, due_after_notice, annuity),
    spans=(
        Covered(
            legal_filing,
            anniversary_after(legal_filing, mention, strictly=False) - days(1),
            "prepaid",
            UPREG("Art. 11(1)"),
        ),
        Covered(legal_filing, legal_filing + years(1) - days(1), "free", EPC("Art. 86(1)"), mention_unknown),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, ~known(mention)), Await("registration", NOTICE_NEEDED)),
)

jurisdiction = Jurisdiction(
    code="UP",
    name="European patent with unitary effect",
    local_name="Europäisches Patentamt · Office européen des brevets",
    calendar=calendar,
    rights=(patent,),
    sources=("https://www.epo.org/en/legal/up-upc", "https://www.epo.org/en/legal/guidelines-up"),
)
