"""Spanish Patent and Trademark Office (ES): Oficina Española de Patentes y Marcas (OEPM); Madrid.

Law: Patent Act (LP, Ley 24/2015): Art. 53, 58, 148, 150, 161, 184, 185, second additional and third transitory
provisions; Design Act (LDI, Ley 20/2003): Art. 43, 44; Trade Mark Act (LM, Ley 17/2001): Art. 25, 31, 32; common
administrative procedure (LPAC, Ley 39/2015): Art. 30; European Patent Convention (EPC): Art. 141. Months and years run
from date to date. An annuity accrues on the last day of the month of filing; `due` is the end of the three months for
payment that follow, for patents of the 1986 Act too (third transitory provision: what accrued since 1 April 2017).
Spain takes no part in unitary patents.
Art. 53 LP gives twelve months from the missed time for restoration: counted from the end of the payment without
surcharge, the earlier of two readings.
Not covered: supplementary protection certificates, additions, divisionals still dealt with under the 1986 Act.
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
    chain,
    dated,
    day,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    grant,
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    pending,
    percent,
    previous,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

LP = Act("LP", "Ley 24/2015 de Patentes", "https://www.boe.es/eli/es/l/2015/07/24/24/con")
LDI = Act(
    "LDI", "Ley 20/2003 de Protección Jurídica del Diseño Industrial", "https://www.boe.es/eli/es/l/2003/07/07/20"
)
LM = Act("LM", "Ley 17/2001 de Marcas", "https://www.boe.es/eli/es/l/2001/12/07/17/con")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# LPAC Art. 30(5), LP second additional provision: Saturdays and Sundays are closed, each end passes to the next open
# day. Only the holidays of the whole country are counted: those of Madrid bind the registry, not the payment service.
calendar = Calendar(zone="Europe/Madrid", holidays=(Holidays("ES"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
GRANT_NEEDED = Text(
    "es.grant_needed",
    "nothing is payable while the application is pending, and what has accrued by the publication of the grant is paid "
    "within three months of it",
)
REGULARISATION = Text(
    "es.regularisation",
    "After the late period an annuity accrued since the grant can still be regularised, with the highest surcharge and "
    "a further fee, until the next annuity accrues.",
)
REGISTER_DECIDES = Text(
    "es.register_decides",
    "Marks of the 1929 Statute had twenty years from grant and keep the cycle of their last renewal; one handled under "
    "the 1988 Act runs from its filing. The register decides.",
)


def _two_steps(article: str, act: Act) -> tuple[Late, Late]:
    """The six months after the due day: a quarter more in the first three, a half more in the rest."""
    return (
        Late(due + months(3), percent(25), act(article), moves=True),
        Late(due + months(6), percent(50), act(article)),
    )


# LP Art. 184: three months from accrual, or from the publication of the grant for what accrued before it. The first
# two years are in the filing fee. Art. 161: European patents pay from the year after that of the mention.
year_begins = legal_filing + years(n - 1)
accrual = end_of_month(year_begins)
granted = known(grant) | ~pending
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=(~validated & granted) | mention_unknown | (validated & (year_begins >= mention)),
    due=accrual + months(3),
    opens=accrual + days(1),
    late=_two_steps("Art. 184", LP),
    restoration=Restoration("due_care", LP("Art. 53"), due + months(12)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),),
    cite=LP("Art. 184"),
    awaits=MENTION_NEEDED,
)
accrued_before_grant = replace(
    annuity,
    applies=~validated & known(grant) & (accrual < grant),
    due=grant + months(3),
    opens=grant,
    cite=LP("Art. 184"),
)

third_year = legal_filing + years(2)
first_year_here = later_of(year_after_mention, third_year)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), LP("Art. 58")),
    duties=(accrued_before_grant, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, third_year - days(1), "prepaid", LP("Art. 184"), ~validated | mention_unknown),
    ),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~known(grant)),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
    cautions=(Caution(REGULARISATION, cite=LP("Art. 185")),),
)

# LP Art. 148(2), 150: ten years, never more; the annuities of patents apply.
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), LP("Art. 148(2)")),
    duties=tuple(replace(duty, numbers=Numbers(3, 10)) for duty in (accrued_before_grant, annuity)),
    spans=(Covered(legal_filing, third_year - days(1), "prepaid", LP("Art. 184")),),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
    cautions=(Caution(REGULARISATION, cite=LP("Art. 185")),),
)

# LDI Art. 43, 44: five years from filing, renewed by five up to 25.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(6),
    late=_two_steps("Art. 44", LDI),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(LDI("Art. 43"), LDI("Art. 44")),
)
design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), LDI("Art. 43")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", LDI("Art. 43"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# LM Art. 31, 32: ten years from filing, since the 1988 Act (in force 12 May 1989). LM Art. 25: a year for restoration,
# from which the six months of the late period are taken off, so that it too counts from the due day.
national = ~international
since_1988_act = legal_filing >= day("1989-05-12")
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=national & since_1988_act,
    due=decade_ends,
    opens=due - months(6),
    late=_two_steps("Art. 32", LM),
    restoration=Restoration("due_care", LM("Art. 25"), due + years(1)),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(LM("Art. 31"), LM("Art. 32")),
)
# The 1929 Statute: twenty years from grant; renewals since 1989 are for ten.
statute_term = dated(previous, years(20), ("1989-05-12", years(10)))
statute_ends = chain(registration + years(20), then=previous + statute_term)
renewal_of_old_mark = replace(
    renewal,
    applies=national & ~since_1988_act,
    due=statute_ends,
    covers=Covered(due + days(1), next_in(statute_ends)),
    alternatives=(Alternative(REGISTER_DECIDES, {"due": decade_ends}),),
)
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_of_old_mark, renewal),
    spans=(
        Covered(legal_filing, next_in(decade_ends), "prepaid", LM("Art. 31"), national & since_1988_act),
        Covered(registration, registration + years(20), "prepaid", LM("Art. 31"), national & ~since_1988_act),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="ES",
    name="Spanish Patent and Trademark Office",
    local_name="Oficina Española de Patentes y Marcas",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.boe.es/", "https://www.oepm.es/"),
)
