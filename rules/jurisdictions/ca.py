"""Canada (CA): Canadian Intellectual Property Office (Office de la propriété intellectuelle du Canada), Gatineau.

Law: Patent Act (PA) s. 27.1, 44-46.2, 73, 78; Patent Rules (PR) s. 5, 68-70, 112-117.1, 133, 154; Industrial Design
Act (IDA) s. 10, 21, 30-33; Industrial Design Regulations (IDR) s. 33, 36, 47, 53; Trademarks Act (TA) s. 46, 66, 73;
Trademarks Regulations (TR) s. 75, 76, 144, 159; Interpretation Act s. 28 (months end on the same number).
While the Commissioner or the Registrar has sent no notice a late fee is still accepted; the six months are shown as
the firm end and lengthened only by the date of a notice, `maintenance_notice`.
Not covered: due dates before 30 October 2019 (other late periods), an application fee unpaid at issue (PR s. 112(5)),
certificates of supplementary protection (no yearly fees), merged or transformed registrations of marks.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rules.calendars import (
    MONDAY,
    SATURDAY,
    Calendar,
    DaysOfYear,
    Holidays,
    from_easter,
    nth_weekday,
    on,
    since,
    yearly,
)
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_DAS,
    Act,
    Attribute,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    NumberFormat,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    anniversary_after,
    as_of,
    attribute_date,
    attribute_number,
    chain,
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    free,
    given,
    grace,
    grant,
    in_force,
    ir,
    later_of,
    legal_filing,
    months,
    n,
    national_entry,
    next_in,
    number_is,
    one_before,
    pending,
    previous,
    registration,
    route,
    when,
    years,
)

PA = Act("PA", "Patent Act", "https://laws-lois.justice.gc.ca/eng/acts/P-4/")
PR = Act("PR", "Patent Rules", "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2019-251/")
IDA = Act("IDA", "Industrial Design Act", "https://laws-lois.justice.gc.ca/eng/acts/I-9/")
IDR = Act("IDR", "Industrial Design Regulations", "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2018-120/")
TA = Act("TA", "Trademarks Act", "https://laws-lois.justice.gc.ca/eng/acts/T-13/")
TR = Act("TR", "Trademarks Regulations", "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2018-227/")


def _on_weekdays(*listed: str) -> DaysOfYear:
    """PR s. 5: a prescribed day that falls on a weekend is replaced by the next weekday that is not one itself."""

    def in_year(year: int) -> Iterable[date]:
        taken: list[date] = []
        for listed_day in yearly(*listed)(year):
            closed = listed_day
            while closed.weekday() >= SATURDAY or closed in taken:
                closed += timedelta(days=1)
            taken.append(closed)
        return taken

    return in_year


# PR s. 5, IDR s. 36, TA s. 66: one list for all rights, Victoria Day, Easter Monday and the August holiday included;
# days on which the Office was shut; the designated days of 2020, 16 March to 30 August.
calendar = Calendar(
    zone="America/Toronto",
    holidays=(Holidays("CA", categories=("government",), only=("Victoria Day",)),),
    closed=(
        _on_weekdays("01-01", "06-24", "07-01", "11-11"),
        since(2021, _on_weekdays("09-30")),
        from_easter(-2, 1),
        nth_weekday(8, MONDAY, 1),
        nth_weekday(9, MONDAY, 1),
        nth_weekday(10, MONDAY, 2),
        _on_weekdays("12-25", "12-26"),
        on("2017-05-08..2017-05-09", "2020-03-16..2020-08-30", "2022-09-19"),
    ),
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
ENTRY_SETTLES = Text(
    "ca.entry_settles",
    "The fees of anniversaries before national entry are settled at entry; its date says which fee is the first one.",
)
ISSUE_STARTS_OLD_PATENTS = Text(
    "ca.issue_starts_old_patents", "A patent filed before 1 October 1989 counts its fees and its term from issue."
)

# One notice date is known: it is taken to speak of what fell due in the eighteen months before it.
notice = attribute_date("maintenance_notice")
notice_concerns_it = given("maintenance_notice") & (notice >= due) & (notice <= due + months(18))
late_ends = when(notice_concerns_it, later_of(due + months(6), notice + months(2)), otherwise=due + months(6))

# PA s. 45: patents of applications filed before 1 October 1989 live seventeen years from issue.
old_act = filing < day("1989-10-01")
issued = in_force | given("grant")
patent_fee = (given("grant") & (grant <= due)) | (in_force & ~given("grant"))
restored = (
    Restoration("due_care", PR("s. 116"), due + months(18), when=patent_fee),
    Restoration("due_care", PR("s. 133"), grace + months(12)),
)
old_act_fee = Duty(
    "annuity",
    numbers=Numbers(3, 17),
    applies=old_act,
    due=grant + years(n - 1),
    late=(Late(late_ends, amount, PA("s. 46(2)")),),
    restoration=restored,
    covers=Covered(grant + years(n - 1), grant + years(n) - days(1)),
    awaits=ISSUE_STARTS_OLD_PATENTS,
    cite=PR("s. 112"),
)

# PA s. 27.1, 46: one series before and after issue. PR s. 154: what came before national entry is settled with it.
# After twenty years the fees go on while the application is pending and within an additional term (s. 46.1).
year_begins = legal_filing + years(n - 1)
settled_at_entry = given("national_entry") & (year_begins < national_entry)
still_pending = pending & ~given("grant") & (year_begins <= as_of + years(1))
goes_on = (
    (year_begins < legal_filing + years(20))
    | (year_begins < expiry)
    | (given("grant") & (year_begins < grant))
    | still_pending
)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1), when=year_begins < expiry)
maintenance_fee = Duty(
    "annuity",
    numbers=Numbers(3, 45),
    applies=~old_act & ~(route("pct") & settled_at_entry),
    as_long_as=goes_on,
    due=year_begins,
    late=(Late(late_ends, amount, PA("s. 27.1(2), 46(2)")),),
    restoration=restored,
    covers=patent_year,
    cite=(PA("s. 27.1, 46"), PR("s. 68, 112")),
)
# PR s. 68-70: a divisional owes the fees of earlier anniversaries on the day it is presented.
fees_at_presentation = replace(
    maintenance_fee,
    applies=route("divisional") & ~old_act & (year_begins < filing),
    due=filing,
    cite=(PA("s. 27.1"), PR("s. 68-70")),
)

first_years = later_of(legal_filing + years(2), anniversary_after(legal_filing, national_entry, strictly=False))
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional", "reissue"),
    term=Term(
        when(
            old_act,
            grant + years(17),
            otherwise=legal_filing + (years(20) + days(attribute_number("additional_term_days", 0))),
        ),
        (PA("s. 44"), PA("s. 45"), PA("s. 46.1")),
        awaits=ISSUE_STARTS_OLD_PATENTS,
    ),
    duties=(old_act_fee, fees_at_presentation, maintenance_fee),
    spans=(
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", PR("s. 112"), ~old_act),
        Covered(
            legal_filing + years(2),
            first_years - days(1),
            "prepaid",
            PR("s. 154"),
            ~old_act & route("pct") & given("national_entry"),
        ),
        Covered(grant, grant + years(2) - days(1), "free", PR("s. 112"), old_act),
    ),
    awaits=(Await("national_entry", ENTRY_SETTLES, route("pct") & ~old_act),),
)

# IDA s. 10, IDR s. 33: one fee in the life of a design; the longer term for applications from 5 November 2018 on.
design_filing = when(route("hague"), first_given(ir, filing), otherwise=legal_filing)
maintenance_of_design = Duty(
    "renewal",
    numbers=Numbers(1, 1),
    applies=~route("hague"),
    due=registration + years(5),
    late=(Late(due + months(6), amount, IDR("s. 33")),),
    covers=Covered(due + days(1), expiry),
    cite=(IDA("s. 30"), IDR("s. 33")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        dated(
            design_filing,
            registration + years(10),
            ("2018-11-05", later_of(registration + years(10), design_filing + years(15))),
            cite=IDR("s. 53"),
        ),
        IDA("s. 10(1)"),
    ),
    duties=(maintenance_of_design,),
    spans=(
        Covered(registration, registration + years(5), "prepaid", IDA("s. 10"), ~route("hague")),
        Covered(registration, expiry, "prepaid", IDR("s. 47"), route("hague")),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague"), IDR("s. 47")),),
)

# TA s. 46, 73(4): a term that began before 17 June 2019 keeps its fifteen years, every later one has ten. The register
# prints the anniversary; since the day of registration may count, the day before is the safe one.
NEW_LAW = "2019-06-17"
term_length = dated(previous, years(15), (NEW_LAW, years(10)), cite=TA("s. 73(4)"))
first_term_ends = registration + dated(registration, years(15), (NEW_LAW, years(10)), cite=TA("s. 73(4)"))
term_ends = chain(first_term_ends, then=previous + term_length)
term_began_before = (registration < day(NEW_LAW)) & (number_is(1) | (one_before(term_ends) < day(NEW_LAW)))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=term_ends,
    opens=due - months(6),
    safe=due - days(1),
    late=(Late(late_ends, free, TR("s. 76")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    cite=TA("s. 46(1)"),
)
# TR s. 159: the first renewal under the new law has no first day.
renewal_of_old_term = replace(
    renewal, applies=~route("madrid") & term_began_before, opens=None, cite=(TA("s. 73(4)"), TR("s. 159"))
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_of_old_term, renewal),
    spans=(Covered(registration, first_term_ends, "prepaid", TA("s. 46(1)"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid"), TR("s. 144")),),
)

number_formats = (
    NumberFormat(
        ("application", "registration", "publication"),
        ("patent",),
        r"(?:CA)?(?P<serial>\d{6,7})(?:[A-E]\d?)?",
        "CA 3,012,345",
        WIPO_DAS,
    ),
    NumberFormat(("application", "registration"), ("design",), r"(?:CA)?(?P<serial>\d{4,6})", "123456", WIPO_DAS),
)

jurisdiction = Jurisdiction(
    code="CA",
    name="Canadian Intellectual Property Office",
    local_name="Canadian Intellectual Property Office · Office de la propriété intellectuelle du Canada",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(
        Attribute("additional_term_days", "number", "days of additional term granted (PA s. 46.1)"),
        Attribute("maintenance_notice", "date", "date of the Commissioner's or the Registrar's notice of non-payment"),
    ),
    sources=(
        "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2019-251/",
        "https://gazette.gc.ca/rp-pr/p2/2024/2024-12-18/html/sor-dors241-eng.html",
        "https://ised-isde.canada.ca/site/canadian-intellectual-property-office/en",
    ),
    number_formats=number_formats,
)
