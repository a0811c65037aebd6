"""Rotating a key: both secrets are good for the overlap, then the new one alone; and keys whose end would silence."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.portfolio.ageing import silencing, watched_keys
from service.portfolio.errors import Conflict, Invalid, PortfolioError, Unknown
from service.portfolio.keys import create_key, find_key, list_keys, note_use, revoke_key, rotate_key


def good(desk: Any, secret: str) -> bool:
    """Whether a secret lets its holder in."""
    found = desk.ask(lambda session: find_key(session, secret, desk.clock.now()))
    return found is not None


def use(desk: Any, key: int) -> None:
    """Use a key now."""
    desk.write(lambda session, context: note_use(session, key, context.now))


def warnings(desk: Any) -> dict[int, list[str]]:
    """What is said of each key."""
    watched = desk.ask(lambda session: watched_keys(session, desk.clock.now()))
    return {one.key.id: [str(warning) for warning in one.warnings] for one in watched}


def alarming(desk: Any) -> list[int]:
    """The keys whose end silences somebody."""
    return [key.id for key in desk.ask(lambda session: silencing(session, desk.clock.now()))]


def test_both_secrets_are_good_for_the_overlap_then_the_new_one_alone(desk: Any) -> None:
    old, old_secret = desk.write(create_key, "feed", ["write"])

    new, new_secret = desk.write(rotate_key, old.id, overlap=timedelta(days=3))

    assert (new.name, new.scopes, new.expires_at, new.replaces_id) == ("feed", ["write"], None, old.id)
    assert new_secret != old_secret
    desk.clock.move(days=3, seconds=-1)
    assert (good(desk, old_secret), good(desk, new_secret)) == (True, True)
    desk.clock.move(seconds=1)
    assert (good(desk, old_secret), good(desk, new_secret)) == (False, True)


def test_without_an_overlap_the_old_one_ends_at_once(desk: Any) -> None:
    old, secret = desk.write(create_key, "feed", ["write"])

    desk.write(rotate_key, old.id, overlap=timedelta(0))

    assert not good(desk, secret)


def test_the_new_one_lasts_as_long_as_the_old_one_was_made_for(desk: Any) -> None:
    """Made on 2 March 2026 for 100 days; rotated on 1 June: until 9 September. The old one keeps its own end."""
    end = datetime(2026, 6, 10, 8, tzinfo=UTC)
    old, _ = desk.write(create_key, "feed", ["read"], end)
    desk.clock.moment = datetime(2026, 6, 1, 8, tzinfo=UTC)

    new, _ = desk.write(rotate_key, old.id, overlap=timedelta(days=30))

    assert new.expires_at == datetime(2026, 9, 9, 8, tzinfo=UTC)
    assert desk.ask(list_keys)[0].expires_at == end
    chosen, _ = desk.write(rotate_key, new.id, expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert chosen.expires_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_key_that_ended_can_still_be_rotated(desk: Any) -> None:
    """Its user fell silent, and is to go on; the old secret stays over."""
    old, secret = desk.write(create_key, "feed", ["read"], desk.clock.now() + timedelta(days=1))
    desk.clock.move(days=2)

    _, fresh = desk.write(rotate_key, old.id)

    assert (good(desk, secret), good(desk, fresh)) == (False, True)


def test_a_key_has_one_successor_and_a_revoked_one_none(desk: Any) -> None:
    old, _ = desk.write(create_key, "feed", ["read"])
    desk.write(rotate_key, old.id)
    with pytest.raises(Conflict, match="key 2 took the place of key 1; rotate that one"):
        desk.write(rotate_key, old.id)
    desk.write(revoke_key, 2)
    with pytest.raises(Conflict, match="key 2 was revoked on 2026-03-02; make a new one"):
        desk.write(rotate_key, 2)
    with pytest.raises(Unknown, match="there is no key 4711"):
        desk.write(rotate_key, 4711)


@pytest.mark.parametrize("overlap", [timedelta(days=91), timedelta(seconds=-1)])
def test_an_overlap_has_bounds(desk: Any, overlap: timedelta) -> None:
    old, _ = desk.write(create_key, "feed", ["read"])

    with pytest.raises(Invalid, match="the overlap is 0 to 90 days"):
        desk.write(rotate_key, old.id, overlap=overlap)
    with pytest.raises(Invalid, match="already past"):
        desk.write(rotate_key, old.id, expires_at=desk.clock.now())


def test_of_two_who_rotate_at_once_one_does(desk: Any) -> None:
    old, _ = desk.write(create_key, "feed", ["read"])
    refused: list[PortfolioError] = []

    def rotate() -> None:
        try:
            desk.write(rotate_key, old.id)
        except Conflict as error:
            refused.append(error)

    threads = [threading.Thread(target=rotate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert [key.replaces_id for key in desk.ask(list_keys)] == [None, 1]


def test_the_trail_tells_of_both(desk: Any) -> None:
    old, secret = desk.write(create_key, "feed", ["read"])
    _, fresh = desk.write(rotate_key, old.id, reason="yearly", actor="Paralegal 1")

    (rotated,) = desk.trail("key.rotated")
    assert (rotated.subject, rotated.actor, rotated.reason) == ("key 1", "Paralegal 1", "yearly")
    assert rotated.before == {"expires_at": None, "replaced_by": None}
    assert rotated.after == {"expires_at": "2026-03-09T08:00:00+00:00", "replaced_by": 2}
    created = desk.trail("key.created")[1]
    assert (created.after["replaces"], created.reason) == (1, "yearly")
    assert not {secret, fresh} & set(repr([rotated.after, created.after]).split("'"))


def test_a_key_that_ends_soon_warns_and_alarms_where_it_is_in_use(desk: Any) -> None:
    """It ends on 1 April: from 2 March on, thirty days before."""
    end = datetime(2026, 4, 1, 8, tzinfo=UTC)
    key, _ = desk.write(create_key, "feed", ["write"], end)
    idle, _ = desk.write(create_key, "guest", ["read"], end)
    later, _ = desk.write(create_key, "later", ["read"], end + timedelta(seconds=1))
    use(desk, key.id)
    use(desk, later.id)

    said = "it ends on 2026-04-01: rotate it before, or its user falls silent"
    assert warnings(desk) == {key.id: [said], idle.id: [said], later.id: []}
    assert alarming(desk) == [key.id]

    desk.write(rotate_key, key.id, overlap=timedelta(days=10))
    assert alarming(desk) == []


def test_a_key_that_ended_in_use_alarms_until_somebody_acts(desk: Any) -> None:
    """A feed that fell silent is still silent once its key is over."""
    key, _ = desk.write(create_key, "feed", ["write"], desk.clock.now() + timedelta(days=2))
    desk.clock.move(days=1)
    use(desk, key.id)
    desk.clock.move(days=20)

    assert warnings(desk)[key.id] == ["it ended on 2026-03-04 while it was in use: rotate it, or revoke it"]
    assert alarming(desk) == [key.id]
    desk.write(revoke_key, key.id)
    assert (warnings(desk)[key.id], alarming(desk)) == ([], [])


@pytest.mark.parametrize(("days", "alarms"), [(100, True), (101, False)])
def test_a_key_of_a_quarterly_feed_is_in_use(desk: Any, days: int, alarms: bool) -> None:
    key, _ = desk.write(create_key, "quarterly", ["write"], desk.clock.now() + timedelta(days=120))
    use(desk, key.id)
    desk.clock.move(days=days)

    assert bool(alarming(desk)) == alarms


def test_a_key_that_ended_unused_is_let_rest(desk: Any) -> None:
    key, _ = desk.write(create_key, "guest", ["read"], desk.clock.now() + timedelta(days=2))
    desk.clock.move(days=3)

    assert (warnings(desk)[key.id], alarming(desk)) == ([], [])


def test_a_rotated_key_that_is_used_on_alarms(desk: Any) -> None:
    """Its user hasn't got the new secret, and falls silent at the end of the overlap, and is silent after it."""
    key, _ = desk.write(create_key, "feed", ["write"])
    use(desk, key.id)
    desk.clock.move(hours=1)
    desk.write(rotate_key, key.id)
    assert alarming(desk) == []

    desk.clock.move(hours=1)
    use(desk, key.id)

    expected = "key 2 took its place and it is still in use: give its user the new secret before 2026-03-09"
    assert warnings(desk) == {1: [expected], 2: []}
    assert alarming(desk) == [key.id]
    desk.clock.move(days=8)
    expected = "key 2 took its place, and it was in use until its end on 2026-03-09: does its user have 2?"
    assert warnings(desk)[1] == [expected]
    assert alarming(desk) == [key.id]
    desk.clock.move(days=30)
    assert alarming(desk) == []


def test_a_key_unused_for_a_year_is_seen(desk: Any) -> None:
    key, _ = desk.write(create_key, "old feed", ["write"])
    desk.clock.move(days=364)
    assert warnings(desk)[key.id] == []

    desk.clock.move(days=1)
    assert warnings(desk)[key.id] == ["nobody has used it since 2026-03-02: revoke it if nobody needs it"]
    assert alarming(desk) == []
    use(desk, key.id)
    assert warnings(desk)[key.id] == []
