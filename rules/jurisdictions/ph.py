"""Intellectual Property Office of the Philippines (PH): IPOPHL, Tanggapan ng Ari-ariang Intelektuwal; Taguig.

Law: Intellectual Property Code (IPC, RA 8293, in force 1 January 1998): s. 44, 54, 55 (patents), 109 (utility models),
118 (designs), 124.2, 145, 146 (marks); Rules on Inventions (RI): r. 1101, 1102; Trademark Regulations 2017 (TR 2017, MC
17-010): r. 204, 206, and of 2023 (MC 2023-001); RA 165 for patents granted under it, RA 166 for marks registered before
1998 (twenty years first). Annual fees run from the publication of the application, which for an international one is
its international publication. A declaration of actual use has no late period; only the first can be extended.
Not covered: declarations of non-use (same days), extensions that the Office grants by memorandum after calamities.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
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
    attribute,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    grant,
    ir,
    legal_filing,
    months,
    n,
    next_in,
    number_is,
    percent,
    publication,
    registration,
    route,
    when,
    years,
)

IPC = Act("IPC", "Intellectual Property Code, RA 8293", "https://www.ipophil.gov.ph/intellectual-property-code/")
RI = Act("RI", "Rules and Regulations on Inventions", "https://www.ipophil.gov.ph/patent/patent-maintenance")
TR2017 = Act("TR 2017", "Trademark Regulations of 2017", "https://www.ipophil.gov.ph/services/trademark/")
RA165 = Act("RA 165", "Republic Act 165, the Patent Law of 1947")
RA166 = Act("RA 166", "Republic Act 166, the Trademark Law of 1947")

# Special days are proclaimed year by year; those of a calamity come as closures.
calendar = Calendar(zone="Asia/Manila", holidays=(Holidays("PH"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_MARK = Checked.day("2026-11-22", "2027-05-31")
PUBLICATION_NEEDED = Text(
    "ph.publication_needed",
    "annual fees count from the publication of the application, for an international one from its international "
    "publication",
)
OLD_LAW_NEEDED = Text(
    "ph.old_law_needed",
    "a patent filed before 1998 and granted under RA 165 runs seventeen years from grant: give RA165, if so",
)
NOTICE_OPENS_LATE_PERIOD = Text(
    "ph.notice_opens_late_period",
    "Under RA 165 the six months of late period run from the publication of a notice of non-payment; they are not "
    "computed.",
)
FIRST_DECLARATION = Text("ph.first_declaration", "Declaration of actual use 1 (third year from filing)")
DECLARATION = Text("ph.declaration", "Declaration of actual use {number}")
ON_REQUEST = Text("ph.on_request", "extension fee, if the extension is requested by the due day")

# s. 55, r. 1101: year 5 begins four years after publication; three months before it payment opens.
old_law = attribute("ph_law").is_("RA165")
year_begins = publication + years(n - 1)
annuity = Duty(
    "annuity",
    numbers=Numbers(5),
    applies=~old_law,
    as_long_as=old_law | (due < expiry),
    due=year_begins,
    opens=due - months(3),
    late=(Late(due + months(6), percent(50), IPC("s. 55.3")),),
    covers=Covered(year_begins, publication + years(n) - days(1)),
    cite=(IPC("s. 55.1"), RI("r. 1101")),
    awaits=PUBLICATION_NEEDED,
)
# RA 165: from the fourth anniversary of issue, seventeen years at most; reinstated within two years of the due day.
year_of_issue = grant + years(n - 1)
annuity_of_old_law = Duty(
    "annuity",
    numbers=Numbers(5, 17),
    applies=old_law,
    due=year_of_issue,
    restoration=Restoration("due_care", RA165("s. 22"), due + years(2)),
    covers=Covered(year_of_issue, grant + years(n) - days(1)),
    cite=RA165("s. 22"),
)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(when(old_law, grant + years(17), otherwise=legal_filing + years(20)), (IPC("s. 54"), RA165("s. 21"))),
    duties=(annuity_of_old_law, annuity),
    spans=(
        Covered(legal_filing, publication + years(4) - days(1), "prepaid", IPC("s. 55.1"), ~old_law),
        Covered(grant, grant + years(4) - days(1), "prepaid", RA165("s. 22"), old_law),
    ),
    awaits=(
        Await("publication", PUBLICATION_NEEDED, ~old_law),
        Await("ph_law", OLD_LAW_NEEDED, legal_filing < day("1998-01-01")),
    ),
    cautions=(Caution(NOTICE_OPENS_LATE_PERIOD, old_law, RA165("s. 22")),),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(7), IPC("s. 109.3")),
    spans=(Covered(legal_filing, expiry, "free", IPC("s. 109.3")),),
)

# s. 118: five years from filing, twice renewed; in the twelve months before the end, or the six after.
five_years_end = legal_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    due=five_years_end,
    opens=due - months(12),
    late=(Late(due + months(6), amount, IPC("s. 118.3")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(IPC("s. 118.1"), IPC("s. 118.2")),
)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(15), IPC("s. 118")),
    duties=(design_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", IPC("s. 118.1")),),
)

# s. 145, 146: ten years from registration, twenty for the first term of a mark of RA 166. The terms of a Madrid mark
# are those of the international registration.
international = route("madrid")
of_ra166 = registration < day("1998-01-01")
ten_year_start = when(
    international,
    first_given(ir, filing),
    otherwise=when(of_ra166, registration + years(10), otherwise=registration),
)
decade_ends = ten_year_start + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, IPC("s. 146")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(IPC("s. 145"), IPC("s. 146")),
)
# s. 124.2: within three years of filing, registered or not; for a Madrid mark of the international registration or of
# the later designation, which then is its filing.
first_declaration = Duty(
    "declaration_of_use",
    title=FIRST_DECLARATION,
    numbers=Numbers(1, 1),
    due=first_given(filing, ir, filing) + years(3),
    late=(Late(due + months(6), ON_REQUEST(), TR2017("r. 204")),),
    cite=(IPC("s. 124.2"), TR2017("r. 204")),
)
second_declaration = Duty(
    "declaration_of_use",
    title=DECLARATION,
    numbers=Numbers(2, 2),
    due=registration + years(6),
    opens=registration + years(5),
    cite=(IPC("s. 145"), TR2017("r. 204")),
)
# Number 2k + 1 goes with renewal k (due within a year of it, only for renewals since 2017), 2k + 2 with the year after
# the fifth anniversary of that renewal: both end 5 × number − 4 years after the first ten-year term began.
with_renewal = number_is(*range(3, 120, 2))
five_year_mark = ten_year_start + years(5 * n - 5)
later_declarations = Duty(
    "declaration_of_use",
    title=DECLARATION,
    numbers=Numbers(3),
    applies=~with_renewal | (five_year_mark >= day("2017-01-01")),
    due=ten_year_start + years(5 * n - 4),
    opens=when(with_renewal, five_year_mark - months(6), otherwise=five_year_mark),
    cite=(IPC("s. 145"), TR2017("r. 204, 206")),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional", "madrid"),
    duties=(first_declaration, second_declaration, later_declarations, renewal),
    spans=(
        Covered(registration, registration + years(20), "prepaid", RA166("s. 12"), ~international & of_ra166),
        Covered(registration, registration + years(10), "prepaid", IPC("s. 145"), ~international & ~of_ra166),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="PH",
    name="Intellectual Property Office of the Philippines",
    local_name="Tanggapan ng Ari-ariang Intelektuwal ng Pilipinas",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("ph_law", "choice", "Act under which an old patent was granted", ("RA165",)),),
    sources=("https://www.ipophil.gov.ph/",),
)
