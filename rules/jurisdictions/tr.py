"""Turkish Patent and Trademark Office (TR): Türk Patent ve Marka Kurumu (TÜRKPATENT), Ankara.

Law: Industrial Property Code, Law 6769 (SMK), in force since 10 January 2017, Art. 23, 69, 101, 130, 145; its
Implementing Regulation (Yön.) Art. 117; Decree-Law 551 (KHK 551) for patents filed before; European Patent Convention
(EPC) Art. 141; Code of Civil Procedure (HMK) Art. 92, 93. Periods end on the day of the same number: the month ends to
which the decrees tied the renewal of marks and designs are gone. A patent lapses as of the missed due day; a
compensation fee within two months of the notice of lapse revives it, without excuse.
Not covered: unregistered designs, utility models and patents of addition converted on the way.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
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
    calendar_day,
    dated,
    days,
    due,
    expiry,
    filing,
    first_given,
    given,
    grant,
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    national_entry,
    next_in,
    on_time,
    pending,
    percent,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

SMK = Act(
    "SMK",
    "Sınai Mülkiyet Kanunu (6769)",
    "https://www.mevzuat.gov.tr/mevzuat?MevzuatNo=6769&MevzuatTur=1&MevzuatTertip=5",
)
YON = Act("Yön.", "Sınai Mülkiyet Kanununun Uygulanmasına Dair Yönetmelik")
KHK551 = Act("KHK 551", "551 sayılı Kanun Hükmünde Kararname")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# HMK Art. 93: official holidays. The half days before the religious feasts and the Republic's count as open; feasts and
# bridging days are announced from year to year.
calendar = Calendar(zone="Europe/Istanbul", holidays=(Holidays("TR"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
WORKING_STATEMENT = Text("tr.working_statement", "Statement of use or of non-use")
GRANT_NEEDED = Text(
    "tr.grant_needed", "the time for the statement of use is counted from publication of the grant in the Bulletin"
)
ENTRY_NEEDED = Text("tr.entry_needed", "fees of years begun before the national phase are paid with the entry")
TURKISH_BULLETIN = Text(
    "tr.turkish_bulletin",
    "For a European patent some count the three years from the Turkish Bulletin, which is later than the European one.",
)

# Art. 101: on the anniversary, from the third year; from the second for what was filed under Decree-Law 551. Paid in
# the year in which it falls due, when that year's tariff is out.
year_begins = legal_filing + years(n - 1)
first_paid = legal_filing + dated(legal_filing, years(1), ("2017-01-10", years(2)), cite=KHK551("annual fees"))
owed_here = (year_begins >= first_paid) & (~validated | mention_unknown | (year_begins >= mention))
entered = route("pct") & given("national_entry")
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=owed_here,
    due=year_begins,
    opens=calendar_day(1, 1, year_of=due),
    late=(Late(due + months(6), percent(25), SMK("Art. 101")),),
    restoration=Restoration("as_of_right", SMK("Art. 101")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),),
    awaits=MENTION_NEEDED,
    cite=SMK("Art. 101"),
)
# What fell due before the entry into the national phase is paid with it; a late period remains if it ends later.
due_before_entry = replace(
    annuity,
    applies=owed_here & entered & (year_begins < national_entry),
    free_until=national_entry,
    late=(Late(due + months(6), percent(25), SMK("Art. 101"), when=due + months(6) > on_time),),
    alternatives=(),
)
# EPC Art. 141(2): what falls due within two months of the mention of grant is on time until they end.
after_mention = replace(
    annuity,
    applies=owed_here & validated & known(mention) & (year_begins < mention + months(2)),
    free_until=mention + months(2),
    cite=(SMK("Art. 101"), EPC("Art. 141")),
)
first_year_here = when(
    validated,
    later_of(year_after_mention, first_paid),
    otherwise=first_paid,
)

# Art. 130(2), Yön. Art. 117(7): three years from publication of the grant or four from filing, whichever end later.
granted = when(validated, mention, otherwise=grant)
working_statement = Duty(
    "working_statement",
    title=WORKING_STATEMENT,
    numbers=Numbers(1, 1),
    as_long_as=due < expiry,
    due=later_of(granted + years(3), filing + years(4)),
    alternatives=(Alternative(TURKISH_BULLETIN, when=validated),),
    awaits=GRANT_NEEDED,
    cite=(SMK("Art. 130(2)"), YON("Art. 117(7)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), SMK("Art. 101(1)")),
    duties=(due_before_entry, after_mention, annuity, working_statement),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, first_year_here - days(1), "free", SMK("Art. 101"), ~validated),
    ),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("national_entry", ENTRY_NEEDED, route("pct") & pending),
    ),
)

# Art. 145: what holds for patents holds for utility models, for ten years (Art. 101(1)).
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), SMK("Art. 101(1)")),
    duties=(
        replace(due_before_entry, numbers=Numbers(2, 10)),
        replace(annuity, numbers=Numbers(2, 10)),
        working_statement,
    ),
    spans=(Covered(legal_filing, first_paid - days(1), "free", SMK("Art. 101")),),
    awaits=(Await("national_entry", ENTRY_NEEDED, route("pct") & pending),),
)

# Art. 69: five years from filing, four times renewed, in the last six months or in six more.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(6),
    late=(Late(due + months(6), amount, SMK("Art. 69")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=SMK("Art. 69"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), SMK("Art. 69")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", SMK("Art. 69"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 23: ten years from filing, renewed in the last six months or in six more; nothing restores a missed renewal.
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, SMK("Art. 23")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=SMK("Art. 23"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", SMK("Art. 23"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="TR",
    name="Turkish Patent and Trademark Office",
    local_name="Türk Patent ve Marka Kurumu",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://www.mevzuat.gov.tr/mevzuat?MevzuatNo=6769&MevzuatTur=1&MevzuatTertip=5",
        "https://www.turkpatent.gov.tr/",
    ),
)
