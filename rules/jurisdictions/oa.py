"""African Intellectual Property Organization (OA): Organisation Africaine de la Propriété Intellectuelle, Yaoundé.

One title for seventeen states. International registrations designating OAPI are renewed at WIPO.

Law: Bangui Agreement (BA), Act of Bamako of 14 December 2015: Annex I (patents), Annex II (utility models), Annex III
(marks), Annex IV (designs).
Not covered: substantive examination and opposition; rights of the 1999 Act keep their terms, which are the same.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
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
    amount,
    days,
    due,
    legal_filing,
    months,
    n,
    national_entry,
    route,
    years,
)

BA = Act("Bangui Agreement", "Bangui Agreement, Act of Bamako of 14 December 2015", "https://www.oapi.int/")

# That a fee may be paid on the next open day is not certain: the nominal day stands.
calendar = Calendar(
    zone="Africa/Douala", holidays=(Holidays("CM"),), moves_due=False, moves_late=False, announced_through=2026
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
international = route("madrid", "hague")

# Annex I: a fee for each year, from the first anniversary, pending or granted; a PCT application pays at entry what
# fell due before it.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
restored = Restoration("due_care", BA("Annex I, restoration"), due + years(2))
paid_at_entry = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=route("pct") & (year_begins <= national_entry),
    due=national_entry,
    late=(Late(due + months(6), amount, BA("Annex I, annual fees")),),
    restoration=restored,
    covers=patent_year,
    cite=BA("Annex I, annual fees"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=year_begins,
    opens=due - years(1),
    late=(Late(due + months(6), amount, BA("Annex I, annual fees")),),
    restoration=restored,
    covers=patent_year,
    cite=BA("Annex I, annual fees"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), BA("Annex I, term")),
    duties=(paid_at_entry, annuity),
    spans=(Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", BA("Annex I, annual fees")),),
)

# Annex II: ten years, annual fees like patents.
in_annex_ii = BA("Annex II, term and annual fees")
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), in_annex_ii),
    duties=tuple(replace(duty, numbers=Numbers(2, 10), cite=in_annex_ii) for duty in (paid_at_entry, annuity)),
    spans=(Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", in_annex_ii),),
)

# Annex IV: five years, twice prolonged by five.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(legal_filing + years(15), BA("Annex IV, term")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 2),
            applies=~international,
            due=legal_filing + years(5 * n),
            late=(Late(due + months(6), amount, BA("Annex IV, renewal")),),
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            cite=BA("Annex IV, renewal"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", BA("Annex IV, term"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Annex III: ten years from filing; renewal within the year before, six months late, restoration within two years.
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            applies=~international,
            due=legal_filing + years(10 * n),
            opens=due - years(1),
            late=(Late(due + months(6), amount, BA("Annex III, renewal")),),
            restoration=Restoration("due_care", BA("Annex III, restoration"), due + years(2)),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=BA("Annex III, renewal"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", BA("Annex III, term"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="OA",
    name="African Intellectual Property Organization",
    local_name="Organisation Africaine de la Propriété Intellectuelle",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.oapi.int/",),
)
