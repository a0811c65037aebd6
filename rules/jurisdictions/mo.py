"""Economic and Technological Development Bureau of Macao (MO): 經濟及科技發展局, DSEDT.

Patents filed in Macao or extended from China (attribute `mo_basis`), utility patents (實用專利, right `utility_model`),
designs and models, trade marks. Macao belongs to none of the PCT, the Hague and the Madrid systems.

Law: Industrial Property Code (IPC), Decree-Law 97/99/M, in force since 6 June 2000, with its table of fees; Civil Code
(CC) Art. 272 and Administrative Procedure Code (APC) Art. 74 (periods).
Not covered: revalidation after the late period; the request for extension of a Chinese patent itself (three months from
the Chinese grant): enter those deadlines by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, from_easter
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
    Right,
    Term,
    Text,
    always,
    amount,
    anniversary_after,
    as_of,
    attribute,
    days,
    due,
    extension_filing,
    fixed,
    given,
    in_force,
    legal_filing,
    months,
    n,
    next_in,
    registration,
    when,
    years,
)

IPC = Act("IPC", "Industrial Property Code, Decree-Law 97/99/M", "https://bo.io.gov.mo/bo/i/99/50/codrjpien/")
CC = Act("CC", "Civil Code of Macao")
APC = Act("APC", "Administrative Procedure Code of Macao")

# APC Art. 74: also a day on which the service doesn't keep its normal hours, such as New Year's Eve with its free
# afternoon. Good Friday is a holiday of the administration that the library lists among the optional ones only.
calendar = Calendar(
    zone="Asia/Macau",
    holidays=(Holidays("MO", categories=("public", "government")),),
    closed=(from_easter(-2),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
DAY_BEFORE = Text(
    "mo.day_before",
    "It isn't settled whether the anniversary itself still belongs to the time that ends; a day earlier is safe.",
)
EXTENDED_WHEN = Text(
    "mo.extended_when",
    "The first fee of an extended Chinese patent falls on the first anniversary of its Chinese filing that follows the "
    "request for extension; without the day of that request only later ones can be listed.",
)
EXTENSION_REQUEST = Text(
    "mo.extension_request",
    "The Code gives a utility patent six years and two extensions of two; check at the end of years 6 and 8 whether a "
    "request for extension must go with the fee.",
)
COUNTED_FROM_GRANT = Text("mo.counted_from_grant", "The seven years are counted from the grant of the registration.")

# CC Art. 272: a year ends with the day corresponding to the event, or with the last day of the month.
year_begins = legal_filing + years(n - 1)
day_before = Alternative(DAY_BEFORE, {"due": due - days(1)})

# Fees run from filing, pending or granted alike, and are paid in the six months before a year begins. For an extended
# patent the years that began before the extension was asked for are not charged.
extended = attribute("mo_basis").is_("cn_extension")
extension_day_not_known = extended & in_force & ~given("extension_filing")
asked_for_extension = when(extension_day_not_known, as_of, otherwise=extension_filing)
yearly_fee = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=~extended | (year_begins > asked_for_extension),
    due=year_begins,
    safe=due - days(1),
    opens=due - months(6),
    late=(Late(due + months(6), fixed, IPC("table of fees, patents")),),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(day_before,),
    awaits=EXTENDED_WHEN,
    cite=(IPC("table of fees, patents"), CC("Art. 272")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(20), (IPC("patents, term"), CC("Art. 272"))),
    duties=(yearly_fee,),
    spans=(
        Covered(legal_filing, legal_filing + years(3) - days(1), "prepaid", IPC("table of fees, patents")),
        Covered(
            legal_filing + years(3),
            anniversary_after(legal_filing, extension_filing) - days(1),
            "free",
            IPC("table of fees, patents"),
            extended,
        ),
    ),
    awaits=(Await("extension_filing", EXTENDED_WHEN, extended),),
)

utility_model = replace(
    patent,
    name="utility_model",
    term=Term(legal_filing + years(10), (IPC("utility patents, term"), CC("Art. 272"))),
    duties=(
        replace(
            yearly_fee,
            numbers=Numbers(3, 10),
            applies=always,
            late=(Late(due + months(6), fixed, IPC("table of fees, utility patents")),),
            cite=(IPC("table of fees, utility patents"), CC("Art. 272")),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(2) - days(1), "prepaid", IPC("table of fees, utility patents")),),
    awaits=(),
    cautions=(Caution(EXTENSION_REQUEST),),
)

design = replace(
    utility_model,
    name="design",
    routes=("direct",),
    term=Term(legal_filing + years(25), (IPC("designs and models, term"), CC("Art. 272"))),
    duties=(
        replace(
            yearly_fee,
            numbers=Numbers(6, 25),
            applies=always,
            late=(Late(due + months(6), fixed, IPC("table of fees, designs and models")),),
            cite=(IPC("table of fees, designs and models"), CC("Art. 272")),
        ),
    ),
    spans=(
        Covered(legal_filing, legal_filing + years(5) - days(1), "prepaid", IPC("table of fees, designs and models")),
    ),
    cautions=(),
)

# Seven years from the grant of the registration, renewed in the last six months or the six after.
term_ends = registration + years(7 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=term_ends,
    safe=due - days(1),
    opens=due - months(6),
    late=(Late(due + months(6), amount, IPC("trade marks, renewal")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(day_before,),
    awaits=COUNTED_FROM_GRANT,
    cite=(IPC("trade marks, term"), CC("Art. 272")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(renewal,),
    spans=(Covered(registration, next_in(term_ends), "prepaid", IPC("trade marks, term")),),
)

jurisdiction = Jurisdiction(
    code="MO",
    name="Economic and Technological Development Bureau, Macao",
    local_name="經濟及科技發展局 · Direcção dos Serviços de Economia e Desenvolvimento Tecnológico",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(
        Attribute("mo_basis", "choice", "where the patent comes from; dates are the Chinese ones", ("cn_extension",)),
    ),
    sources=("https://www.dsedt.gov.mo/", "https://bo.io.gov.mo/bo/i/99/50/codrjpien/", "https://www.gov.mo/"),
)
