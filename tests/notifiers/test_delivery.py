"""The contract that every channel keeps."""

import notifiers
from notifiers import DeliveryError, Permanent, Retryable
from notifiers.delivery import one_line


def test_the_package_shows_the_contract() -> None:
    assert sorted(notifiers.__all__) == ["DeliveryError", "Notifier", "Permanent", "Receipt", "Refusal", "Retryable"]


def test_both_errors_can_be_caught_as_one_and_read_as_their_reason() -> None:
    for error in (Retryable("later", 30.0), Permanent("never", gone=True)):
        assert isinstance(error, DeliveryError)
        assert str(error) == error.reason
        assert error.configuration is False


def test_foreign_words_are_put_on_one_line_that_can_be_stored() -> None:
    assert one_line(" 250\r\n OK\x00\x1b[31m  done\u2028 ") == "250 OK [31m done"


def test_foreign_words_are_cut_at_300_characters() -> None:
    assert one_line("x" * 301) == "x" * 300
