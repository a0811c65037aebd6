"""Netherlands Patent Office (NL): Octrooicentrum Nederland, part of RVO; The Hague.

Patents only: marks and designs are registered for the Benelux (`BX`), and there are no utility models. An international
application reaches the Netherlands through the European route only.

Law: Patents Act 1995 (ROW): Art. 23 (restoration), 36 (term), 49 (European patents), 61 (fees), 62 (lapse); General
Extension of Time Limits Act (ATW): Art. 1, 3; European Patent Convention (EPC): Art. 63, 141. Fees maintain a patent:
none is owed, and none counts, before the grant. Since 5 June 2008 the years count from filing.
Not covered: supplementary protection certificates, six-year patents, fees under the law before 5 June 2008.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
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
    days,
    due,
    end_of_month,
    given,
    grace,
    grant,
    known,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    pending,
    percent,
    validated,
    year_after_mention,
    years,
)

ROW = Act("ROW", "Rijksoctrooiwet 1995", "https://wetten.overheid.nl/BWBR0007118")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# ATW Art. 3: Good Friday counts with the recognised holidays, and 5 May is one every year.
calendar = Calendar(zone="Europe/Amsterdam", holidays=(Holidays("NL", categories=("public", "optional")),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
GRANT_NEEDED = Text("nl.grant_needed", "fees are owed for a granted patent only; money paid before doesn't count")
DUE_BEFORE_GRANT = Text(
    "nl.due_before_grant",
    "This day lay before the grant; whether the fee of that year is then owed at all isn't settled. Ask the Office.",
)
DATE_TO_DATE = Text(
    "nl.date_to_date",
    "The register lets the late period run to the end of the sixth month; counted from date to date it ends earlier, "
    "which is the day to act by.",
)

# Art. 61: from the fourth year on, at the end of the month of filing (of the original application, for a divisional);
# six months more with half the fee on top.
year_begins = legal_filing + years(n - 1)
six_months = due + months(6)
annuity = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=(~validated & (known(grant) | ~pending)) | mention_unknown | (validated & (year_begins >= mention)),
    due=end_of_month(year_begins),
    late=(Late(end_of_month(six_months), percent(50), ROW("Art. 61(3)")),),
    restoration=Restoration("due_care", ROW("Art. 23"), grace + years(1)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),
        Alternative(DUE_BEFORE_GRANT, when=~validated & given("grant") & (due < grant)),
        Alternative(DATE_TO_DATE, {"grace_ends": six_months}, six_months < end_of_month(six_months)),
    ),
    cite=ROW("Art. 61(1)"),
    awaits=MENTION_NEEDED,
)
# Art. 141(2) EPC: a fee due within two months after the mention is on time until those end.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (due < mention + months(2)),
    free_until=mention + months(2),
    cite=(ROW("Art. 49, 61(1)"), EPC("Art. 141(2)")),
)

fourth_year = legal_filing + years(3)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "ep", "divisional"),
    term=Term(legal_filing + years(20), (ROW("Art. 36(5)"), EPC("Art. 63(1)"))),
    duties=(after_mention, annuity),
    spans=(
        Covered(legal_filing, year_after_mention - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(year_after_mention, fourth_year - days(1), "free", ROW("Art. 61(1)"), validated),
        Covered(legal_filing, fourth_year - days(1), "free", ROW("Art. 61(1)"), ~validated | mention_unknown),
    ),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~known(grant)),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
)

jurisdiction = Jurisdiction(
    code="NL",
    name="Netherlands Patent Office",
    local_name="Octrooicentrum Nederland",
    calendar=calendar,
    rights=(patent,),
    sources=("https://wetten.overheid.nl/BWBR0007118", "https://www.rvo.nl/onderwerpen/octrooien"),
)
