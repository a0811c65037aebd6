"""New Zealand (NZ): Intellectual Property Office of New Zealand, Wellington.

Law: Patents Act 2013 (PA) s. 20, 21, 117, Schedule 1; Patents Regulations 2014 (PR) r. 8, 110-115; Patents Act 1953
(PA1953) for applications filed, or entered into the national phase, before 13 September 2014; Designs Act 1953 (DA)
s. 12; Trade Marks Act 2002 (TMA) s. 5, 36, 57-59; Legislation Act 2019 (periods and working days).
Not covered: fees of the 1953 Act paid in advance before 13 September 2014: settle them by hand.
"""

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
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
    chain,
    dated,
    day,
    days,
    due,
    earliest_given,
    expiry,
    filing,
    first_given,
    given,
    grant,
    in_force,
    known,
    legal_filing,
    months,
    n,
    national_entry,
    next_in,
    number_is,
    previous,
    priority,
    route,
    when,
    years,
)

PA = Act("PA 2013", "Patents Act 2013", "https://www.legislation.govt.nz/act/public/2013/0068/latest/whole.html")
PR = Act(
    "PR", "Patents Regulations 2014", "https://www.legislation.govt.nz/regulation/public/2014/0275/latest/whole.html"
)
PA1953 = Act("PA 1953", "Patents Act 1953")
DA = Act("DA", "Designs Act 1953", "https://www.legislation.govt.nz/act/public/1953/0065/latest/whole.html")
TMA = Act("TMA", "Trade Marks Act 2002", "https://www.legislation.govt.nz/act/public/2002/0049/latest/whole.html")

# Legislation Act 2019: 25 December to 2 January are no working days, nor the Monday (and Tuesday) after a New Year's
# Day on a Friday, Saturday or Sunday. Wellington's anniversary day is left out: it is safer to take it for open.
calendar = Calendar(
    zone="Pacific/Auckland", holidays=(Holidays("NZ"),), closed=(yearly("12-25..12-31", "01-01..01-02"),)
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
WHICH_ACT = Text(
    "nz.which_act",
    "An international application belongs to the 1953 Act, without fees while pending, if it entered the national "
    "phase before 13 September 2014: the date of entry decides.",
)
NO_FEE_WHILE_PENDING = Text(
    "nz.no_fee_while_pending", "Under the 1953 Act nothing is due while the application is pending."
)
PASSED_AT_SEALING = Text(
    "nz.passed_at_sealing",
    "The fee's day had passed when the patent was granted under the 1953 Act; three months from grant are understood.",
)
PASSED_AT_DIVISION = Text(
    "nz.passed_at_division",
    "The fee's day lies before the divisional was filed; the regulations fix no other day, payment on filing is safe.",
)
PREPAID_UNDER_OLD_ACT = Text(
    "nz.prepaid_under_old_act",
    "Fees of the 1953 Act could be paid for life before 13 September 2014; if the thirteenth year's was, nothing more "
    "is due.",
)
FILING_MAY_COUNT = Text(
    "nz.filing_may_count",
    "Some count a design from the filing in New Zealand, not from the priority date: see the certificate.",
)

# PA Schedule 1: the Act of 1953 keeps what was filed, or entered the national phase, before 13 September 2014.
commencement = day("2014-09-13")
entered_later = (given("national_entry") & (national_entry >= commencement)) | (
    ~given("national_entry") & (legal_filing + months(31) >= commencement)
)
old_act = (legal_filing < commencement) & ~(route("pct") & entered_later)
granted = in_force | known(grant)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late = (Late(due + months(6), amount, PR("r. 8")),)
restored = Restoration("unintentional", PA("s. 117"), due + months(12))

# 1953 Act: the 4th, 7th, 10th and 13th anniversary, after grant only. The first of them on or after 13 September 2014
# opens the yearly rhythm of the new Act; after a thirteenth before that day nothing more is due.
first_yearly = when(
    legal_filing + years(4) >= commencement,
    legal_filing + years(4),
    otherwise=when(
        legal_filing + years(7) >= commencement,
        legal_filing + years(7),
        otherwise=when(
            legal_filing + years(10) >= commencement,
            legal_filing + years(10),
            otherwise=when(
                legal_filing + years(13) >= commencement,
                legal_filing + years(13),
                otherwise=legal_filing + years(20),
            ),
        ),
    ),
)
three_years = Covered(year_begins, when(number_is(14), expiry, otherwise=legal_filing + years(n + 2) - days(1)))
of_old_schedule = old_act & granted & number_is(5, 8, 11, 14) & (year_begins < commencement)
of_yearly_rhythm = old_act & granted & (year_begins >= first_yearly)
passed_at_sealing = given("grant") & (year_begins < grant)
old_fee_at_sealing = Duty(
    "annuity",
    numbers=Numbers(5, 14),
    applies=of_old_schedule & passed_at_sealing,
    due=grant + months(3),
    late=late,
    restoration=restored,
    covers=three_years,
    alternatives=(Alternative(PASSED_AT_SEALING),),
    cite=PA1953("s. 30"),
)
old_fee = Duty(
    "annuity",
    numbers=Numbers(5, 14),
    applies=of_old_schedule,
    due=year_begins,
    late=late,
    restoration=restored,
    covers=three_years,
    cite=PA1953("s. 30"),
)
yearly_fee_at_sealing = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=of_yearly_rhythm & passed_at_sealing,
    due=grant + months(3),
    late=late,
    restoration=restored,
    covers=patent_year,
    alternatives=(Alternative(PASSED_AT_SEALING),),
    cite=PA("Schedule 1"),
)

# PA s. 20, 21, PR r. 8: maintenance fee while pending, renewal fee after grant, on the same anniversaries from the 4th.
fee_at_division = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=~old_act & route("divisional") & (year_begins < filing),
    due=filing,
    late=late,
    restoration=restored,
    covers=patent_year,
    alternatives=(Alternative(PASSED_AT_DIVISION),),
    cite=PR("r. 8"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=~old_act | of_yearly_rhythm,
    due=year_begins,
    opens=due - months(3),
    late=late,
    restoration=restored,
    covers=patent_year,
    cite=(PA("s. 20, 21"), PR("r. 8")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PA("s. 20(1)")),
    duties=(old_fee_at_sealing, old_fee, yearly_fee_at_sealing, fee_at_division, annuity),
    spans=(Covered(legal_filing, legal_filing + years(4) - days(1), "free", PR("r. 8")),),
    awaits=(
        Await("grant", NO_FEE_WHILE_PENDING, old_act & ~granted),
        Await("national_entry", WHICH_ACT, route("pct") & (legal_filing < commencement)),
    ),
    cautions=(Caution(PREPAID_UNDER_OLD_ACT, old_act & granted, PA("Schedule 1")),),
)

# DA s. 12: five years and two extensions, from the priority date where one is claimed.
registered_as_of = earliest_given(priority, filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    due=registered_as_of + years(5 * n),
    late=(Late(due + months(6), amount, DA("s. 12")),),
    restoration=Restoration("unintentional", DA("s. 12"), due + months(12)),
    covers=Covered(due + days(1), registered_as_of + years(5 * n + 5)),
    alternatives=(
        Alternative(
            FILING_MAY_COUNT,
            {"due": filing + years(5 * n), "grace_ends": filing + years(5 * n) + months(6)},
            given("priority"),
        ),
    ),
    cite=DA("s. 12"),
)

design = Right(
    "design",
    checked=CHECKED,
    term=Term(
        registered_as_of + years(15),
        DA("s. 12"),
        alternatives=(Alternative(FILING_MAY_COUNT, {"due": filing + years(15)}, given("priority")),),
    ),
    duties=(design_renewal,),
    spans=(Covered(registered_as_of, registered_as_of + years(5), "prepaid", DA("s. 12")),),
)

# TMA s. 5, 36, 57: the deemed date of registration is the priority date where one is claimed. Terms begun before
# 20 August 2003 ran seven years at first, fourteen later; late periods begun before 13 January 2020 twelve months.
deemed_date = first_given(priority, legal_filing)
first_term_ends = deemed_date + dated(deemed_date, years(7), ("2003-08-20", years(10)), cite=TMA("s. 57"))
mark_expires = chain(
    first_term_ends, then=previous + dated(previous, years(14), ("2003-08-20", years(10)), cite=TMA("s. 57"))
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=mark_expires,
    opens=due - months(12),
    late=(Late(due + dated(due, months(12), ("2020-01-13", months(6))), amount, TMA("s. 59")),),
    covers=Covered(due + days(1), next_in(mark_expires)),
    cite=(TMA("s. 57"), TMA("s. 58")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(deemed_date, first_term_ends, "prepaid", TMA("s. 57"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="NZ",
    name="Intellectual Property Office of New Zealand",
    local_name="Intellectual Property Office of New Zealand",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=(
        "https://www.iponz.govt.nz/",
        "https://iponz.govt.nz/news/commencement-of-regulatory-systems-economic-development-amendment-act-2019",
    ),
)
