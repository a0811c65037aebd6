"""Addresses within this service, where a page sends its reader on."""

from urllib.parse import quote, urlsplit

HOME = "/"
SIGN_IN = "/sign-in"


def case_address(reference: str) -> str:
    """The page of a case."""
    return f"/cases/{quote(reference, safe='')}"


def within(address: str) -> str:
    """An address if it stays within this service, else the first page."""
    odd = not address.isprintable() or "\\" in address or not address.startswith("/") or address.startswith("//")
    if odd or urlsplit(address).netloc:
        return HOME
    return address
