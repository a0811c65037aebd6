"""The mail with the link that signs somebody in: their own language first, then the other."""

from service.pages.rendering import template
from service.portfolio.sessions import LINK_GOOD_FOR
from service.reminders.wording import Written
from service.store import PersonRow
from service.words import TAGS, language


def written(person: PersonRow, link: str) -> Written:
    """The mail's words."""
    languages = sorted(map(language, TAGS), key=lambda one: one.tag != person.language)
    values = {
        "languages": languages,
        "link": link,
        "name": person.name,
        "minutes": int(LINK_GOOD_FOR.total_seconds()) // 60,
    }
    subject = " / ".join(say("sign_in.mail.subject") for say in languages)
    text = template("sign-in.mail.txt.j2").render(values)
    return Written(subject, text, template("sign-in.mail.html.j2").render(values | {"subject": subject}))
