"""African Regional Intellectual Property Organization (AP): ARIPO, Harare.

Fees are paid to ARIPO for each designated state; a state is given up by not paying for it.

Law: Harare Protocol (HP) on patents, utility models and industrial designs, s. 3, 3ter, 4, 5bis, with its Regulations
(HR); Banjul Protocol (BP) on marks, s. 7, 8, with its Regulations.
Not covered: shorter terms in the law of single states.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
    Attribute,
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
    dated,
    days,
    due,
    expiry,
    legal_filing,
    monthly,
    months,
    n,
    national_entry,
    registration,
    route,
    years,
)

HP = Act("Harare Protocol", "Harare Protocol on Patents and Industrial Designs", "https://www.aripo.org/")
HR = Act("Harare Regulations", "Regulations for Implementing the Harare Protocol")
BP = Act("Banjul Protocol", "Banjul Protocol on Marks", "https://www.aripo.org/")

# The Regulations let a period run to the next open day; the closing days are announced, so the nominal day stands.
calendar = Calendar(
    zone="Africa/Harare", holidays=(Holidays("ZW"),), moves_due=False, moves_late=False, announced_through=2026
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
SHORTER_NATIONAL_TERMS = Text(
    "ap.shorter_national_terms",
    "In a designated state whose own law gives a shorter term the right ends earlier there.",
)

# HP s. 3(11), HR r. 21: a fee for each year on the anniversary of filing, pending or granted; s. 5bis: restoration.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late_fee = (Late(due + months(6), monthly, HP("s. 3(11)")),)
reestablished = Restoration("due_care", HP("s. 5bis"), due + months(12))
first_year_prepaid = Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", HP("s. 3(11)"))
paid_at_entry = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=route("pct") & (year_begins <= national_entry),
    due=national_entry,
    late=late_fee,
    restoration=reestablished,
    covers=patent_year,
    cite=HR("r. 18, 21"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=year_begins,
    late=late_fee,
    restoration=reestablished,
    covers=patent_year,
    cite=HP("s. 3(11)"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), HP("s. 3(11)")),
    duties=(paid_at_entry, annuity),
    spans=(first_year_prepaid,),
    cautions=(Caution(SHORTER_NATIONAL_TERMS),),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), HP("s. 3ter(8)")),
    duties=tuple(replace(duty, numbers=Numbers(2, 10), cite=HP("s. 3ter(8)")) for duty in (paid_at_entry, annuity)),
    spans=(first_year_prepaid,),
    cautions=(Caution(SHORTER_NATIONAL_TERMS),),
)

# HP s. 4: fifteen years for designs registered since 1 January 2022, ten before; pending ones will have the fifteen.
design = Right(
    "design",
    checked=CHECKED,
    term=Term(
        legal_filing + dated(registration, years(10), ("2022-01-01", years(15)), cite=HP("s. 4(6)")), HP("s. 4(6)")
    ),
    duties=(
        replace(annuity, numbers=Numbers(2, 10), cite=HP("s. 4(6)")),
        replace(annuity, numbers=Numbers(11, 15), as_long_as=due < expiry, cite=HP("s. 4(6)")),
    ),
    spans=(first_year_prepaid,),
    cautions=(Caution(SHORTER_NATIONAL_TERMS),),
)

# BP s. 7: ten years from filing, renewable.
trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            due=legal_filing + years(10 * n),
            opens=due - months(6),
            late=(Late(due + months(6), amount, BP("s. 7(2)")),),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=BP("s. 7(1)"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", BP("s. 7(1)")),),
)

jurisdiction = Jurisdiction(
    code="AP",
    name="African Regional Intellectual Property Organization",
    local_name="African Regional Intellectual Property Organization",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("states", "offices", "designated states, for information"),),
    sources=("https://www.aripo.org/",),
)
