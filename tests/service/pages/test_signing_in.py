"""Signing in by a mailed link: once, within a quarter of an hour, by a button; and how a session ends."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.people import upsert_person
from service.store import AuditRow, MessageRow, SessionRow, SignInRow, writing
from service.upkeep import keep_up

SENT = "/sign-in/sent"


def _ask(site: Any, address: str = "li@example.com", **more: str) -> Any:
    return site.client.post("/sign-in", data={"address": address} | more)


def _link(site: Any) -> str:
    """The path of the link in the last mail, once the service has sent it."""
    site.tick()
    found: str = site.letterbox.link("/sign-in/")
    return found.removeprefix(site.address)


def _sign_in(site: Any, to: str = "/") -> Any:
    _ask(site, to=to)
    path = _link(site).partition("?")[0]
    return site.client.post(path, data={"to": to})


def test_a_mailed_link_and_its_button_sign_in(site: Any) -> None:
    """The whole way, with a real mail; then the trail says so and the page knows her name."""
    site.person("li", name="Li Wei")
    asked = _ask(site)
    assert (asked.status_code, asked.headers["Location"]) == (303, SENT)
    link = _link(site)

    page = site.get(link)
    assert "Sign in" in page.text
    assert "annua_session" not in site.client.cookies
    done = site.client.post(link.partition("?")[0], data={"to": "/lists/all"})

    assert (done.status_code, done.headers["Location"]) == (303, "/lists/all")
    cookie = done.headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # the test's address is plain http
    assert "Li Wei" in site.get("/").text
    (entry,) = site.rows(select(AuditRow).where(AuditRow.action == "person.signed_in"))
    assert entry.subject == "person li"


def test_the_mail_speaks_both_languages_and_knows_its_reader(site: Any) -> None:
    site.person("li", name="李伟", language="zh-Hans")
    _ask(site)
    site.tick()
    (mail,) = site.letterbox.mails

    assert mail["Subject"] == "登录 Annua / Sign in to Annua"
    assert mail["To"] == "李伟 <li@example.com>"
    text = mail.get_body(("plain",)).get_content()
    assert text.index("您好") < text.index("Dear 李伟")
    assert text.count(site.letterbox.link("/sign-in/")) == 2


@pytest.mark.parametrize("address", ["nobody@example.com", "gone@example.com", "", "no address", "li@example.com\x00"])
def test_nobody_learns_whether_an_address_is_known(site: Any, address: str) -> None:
    """Not of a stranger's, nor of somebody's who left; and no mail goes out."""
    site.person("gone", active=False)
    known = _ask(site, site.person("li").address)
    asked = _ask(site, address)

    if "\x00" not in address:  # that no page sends
        assert (asked.status_code, asked.headers["Location"]) == (known.status_code, known.headers["Location"])
    assert [row.recipient for row in site.rows(select(MessageRow))] == ["li@example.com"]


def test_case_and_blanks_of_an_address_do_not_matter(lite: Any) -> None:
    lite.person("li")
    _ask(lite, " LI@Example.com ")

    assert len(lite.rows(select(MessageRow))) == 1


def test_a_link_is_good_once(site: Any) -> None:
    site.person("li")
    _ask(site)
    link = _link(site)
    path = link.partition("?")[0]
    assert site.client.post(path).status_code == 303

    for again in (site.client.post(path), site.get(link)):
        assert again.status_code == 410
        assert "no longer signs in" in again.text
    assert len(site.rows(select(SessionRow))) == 1


def test_a_link_is_good_for_a_quarter_of_an_hour(site: Any) -> None:
    site.person("li")
    _ask(site)
    path = _link(site).partition("?")[0]
    site.clock.move(minutes=15)

    assert site.client.post(path).status_code == 410


def test_a_link_of_somebody_who_left_signs_nobody_in(site: Any) -> None:
    site.person("li")
    _ask(site)
    path = _link(site).partition("?")[0]
    site.person("li", active=False)

    assert site.client.post(path).status_code == 410


def test_opening_a_link_uses_nothing_up(lite: Any) -> None:
    """A mail scanner opens each link, some of them twice."""
    lite.person("li")
    _ask(lite)
    link = _link(lite)

    for _ in range(2):
        assert lite.get(link).status_code == 200
        lite.client.head(link)
    assert lite.rows(select(SessionRow)) == []
    assert [row.used_at for row in lite.rows(select(SignInRow))] == [None]
    assert lite.client.post(link.partition("?")[0]).status_code == 303


def test_only_digests_are_stored(lite: Any) -> None:
    lite.person("li")
    _sign_in(lite)
    token = re.search(r"/sign-in/([\w-]{43})", lite.letterbox.link("/sign-in/"))
    assert token

    assert token[1] not in str([vars(row) for row in lite.rows(select(SignInRow))])
    assert lite.client.cookies["annua_session"] not in str([vars(row) for row in lite.rows(select(SessionRow))])


def test_five_links_an_hour_for_one_person(site: Any) -> None:
    site.person("li")
    for _ in range(6):
        assert _ask(site).headers["Location"] == SENT
    assert len(site.rows(select(MessageRow))) == 5

    site.clock.move(hours=1)
    _ask(site)
    assert len(site.rows(select(MessageRow))) == 6


def test_twenty_requests_an_hour_from_one_place(site: Any) -> None:
    """The 21st is answered like the others, but no mail leaves: also when it is the first for its person."""
    site.person("li")
    for number in range(20):
        _ask(site, f"stranger-{number}@example.com")
    assert _ask(site).headers["Location"] == SENT
    assert site.rows(select(MessageRow)) == []

    site.clock.move(hours=1)
    _ask(site)
    assert len(site.rows(select(MessageRow))) == 1


# ---------------------------------------------------------------- sessions


def test_who_is_not_signed_in_is_led_there_and_then_on(lite: Any) -> None:
    lite.person("li")
    turned_away = lite.get("/lists/all?owner=A%26B")
    assert turned_away.headers["Location"] == "/sign-in?to=%2Flists%2Fall%3Fowner%3DA%2526B"
    form = lite.get(turned_away.headers["Location"])
    assert 'value="/lists/all?owner=A%26B"' in form.text

    done = _sign_in(lite, "/lists/all?owner=A%26B")

    assert done.headers["Location"] == "/lists/all?owner=A%26B"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "/\\example.com"])
def test_signing_in_leads_nowhere_else(lite: Any, elsewhere: str) -> None:
    lite.person("li")

    assert f'value="{elsewhere}"' not in lite.get("/sign-in", params={"to": elsewhere}).text
    assert _sign_in(lite, elsewhere).headers["Location"] == "/"


def test_a_session_ends_after_twelve_idle_hours(site: Any) -> None:
    """Used at 08:00 and at 19:59, it is alive at 07:58 of the next day, and over at 19:58."""
    site.person("li")
    _sign_in(site)
    site.clock.move(hours=11, minutes=59)
    assert site.get("/").status_code == 200
    site.clock.move(hours=11, minutes=59)
    assert site.get("/").status_code == 200
    site.clock.move(hours=12)

    over = site.get("/")

    assert over.headers["Location"] == "/sign-in?to=%2F&over=1"
    assert "Your session has ended" in site.get(over.headers["Location"]).text


def test_a_session_ends_after_a_week_however_busy(lite: Any) -> None:
    lite.person("li")
    _sign_in(lite)
    for _ in range(15):
        lite.clock.move(hours=11)
        assert lite.get("/").status_code == 200  # 165 hours
    lite.clock.move(hours=3)

    assert lite.get("/").status_code == 303


def test_signing_out_ends_the_session_also_for_whoever_kept_the_cookie(lite: Any) -> None:
    lite.person("li")
    _sign_in(lite)
    cookie, token = lite.client.cookies["annua_session"], lite.token()
    out = lite.client.post("/sign-out", data={"token": token})
    assert out.headers["Location"] == "/sign-in?left=1"

    lite.client.cookies.set("annua_session", cookie)

    assert lite.get("/").status_code == 303
    assert [row.action for row in lite.rows(select(AuditRow).order_by(AuditRow.id))][-1] == "person.signed_out"


def test_all_sessions_end_with_the_person_and_stay_ended(site: Any) -> None:
    """Also when somebody makes the person active again the same day."""
    site.person("li")
    _sign_in(site)
    assert site.get("/").status_code == 200
    with writing(site.engine) as session:
        upsert_person(session, site.service.context("admin"), {"key": "li", "active": False})
    assert site.get("/").status_code == 303

    with writing(site.engine) as session:
        upsert_person(session, site.service.context("admin"), {"key": "li", "active": True})

    site.client.cookies.clear()
    assert site.rows(select(SessionRow.ended_at)) == [site.clock.now()]


def test_old_links_and_sessions_are_forgotten(lite: Any) -> None:
    lite.person("li")
    _sign_in(lite)
    lite.clock.move(days=40)
    _ask(lite, "stranger@example.com")

    assert lite.rows(select(SessionRow)) == []
    (link,) = lite.rows(select(SignInRow))
    assert link.created_at == lite.clock.now()


# ---------------------------------------------------------------- forms of other sites


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ü"])
def test_a_form_without_the_token_of_the_session_does_nothing(lite: Any, token: str | None) -> None:
    lite.person("li")
    _sign_in(lite)

    refused = lite.client.post("/sign-out", data={"token": token} if token is not None else {})

    assert refused.status_code == 403
    assert "isn&#39;t allowed" in refused.text
    assert lite.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/abc", "/sign-out"])
def test_a_form_that_another_site_sends_does_nothing(lite: Any, path: str) -> None:
    """So that nobody signs a victim in as themselves, either."""
    lite.person("li")
    for sent_from in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}):
        answer = lite.client.post(path, data={"address": "li@example.com"}, headers=sent_from)
        assert answer.status_code == 403
    assert lite.rows(select(SignInRow)) == []


@pytest.mark.needs("browser")
@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-GB", ("E-mail address", "Send me a link", "Look into your mailbox", "Sign in", "Sign out")),
        ("zh-CN", ("电子邮箱地址", "发送登录链接", "请查看您的邮箱", "登录", "退出")),
    ],
)
def test_signing_in_in_a_browser(open_window: Any, lite: Any, locale: str, words: tuple[str, ...]) -> None:
    """From a page that needs it, by a mailed link, on to that page, and out again; every page is sound."""
    address, send, look, sign_in, sign_out = words
    lite.person("li", language="en" if locale == "en-GB" else "zh-Hans")
    window = open_window(locale=locale)
    page = window.page
    page.goto("/lists/overdue")
    window.is_sound()

    page.get_by_label(address).fill("li@example.com")
    page.get_by_role("button", name=send).click()
    page.get_by_role("heading", name=look).wait_for()
    window.is_sound()
    lite.tick()
    page.goto(lite.letterbox.link("/sign-in/"))
    window.is_sound()
    page.get_by_role("button", name=sign_in).click()

    page.wait_for_url("**/lists/overdue")
    page.get_by_role("button", name=sign_out).click()
    page.wait_for_url("**/sign-in?left=1")
    window.is_sound()


def _bodies(site: Any) -> list[bytes]:
    return [row.body for row in site.rows(select(MessageRow).order_by(MessageRow.id))]


def test_a_mail_keeps_its_link_only_as_long_as_the_link_is_good(site: Any) -> None:
    site.person("li")
    _ask(site)
    _link(site)
    site.clock.move(minutes=14)
    assert keep_up(site.service)
    assert b"/sign-in/" in _bodies(site)[0]

    site.clock.move(minutes=1)
    keep_up(site.service)

    assert _bodies(site) == [b""]
    assert site.rows(select(MessageRow))[0].subject  # that it was sent stays on record


def test_or_until_somebody_signed_in_by_it(site: Any) -> None:
    site.person("li")
    _sign_in(site)
    keep_up(site.service)
    assert _bodies(site) == [b""]


def test_a_mail_still_to_be_sent_keeps_its_bytes(site: Any) -> None:
    """However late: each attempt sends the same ones, and the page behind the link says that it is over."""
    site.await_first_tick()
    site.person("li")
    _ask(site)
    site.clock.move(hours=1)
    before = _bodies(site)
    keep_up(site.service)
    assert _bodies(site) == before

    site.tick()
    (mail,) = [one for one in site.letterbox.mails if "li@example.com" in one["To"]]
    link = re.search(r"/sign-in/\S+", mail.get_body(("plain",)).get_content())
    assert link
    assert site.get(link[0]).status_code == 410
    keep_up(site.service)
    assert [row.body for row in site.rows(select(MessageRow).where(MessageRow.purpose == "sign-in"))] == [b""]


def test_no_other_mail_is_emptied(site: Any) -> None:
    """Not even one to the same person, made at the same moment."""
    li = site.person("li")
    site.register()
    site.put(
        MessageRow(
            key="<1@tests>",
            channel="email",
            recipient=li.address,
            person_id=li.id,
            subject="Due",
            body=b"remember",
            created_at=site.clock.now(),
            state="sent",
        )
    )
    _ask(site)
    site.tick()
    site.clock.move(hours=1)
    keep_up(site.service)
    kept = {row.purpose: row.body for row in site.rows(select(MessageRow))}
    assert (kept.pop("sign-in"), kept["reminder"]) == (b"", b"remember")
    assert all(kept.values())
