"""Addresses within this service, where a page sends its reader on."""

from urllib.parse import urlsplit

HOME = "/"


def within(address: str) -> str:
    """An address if it stays within this service, else the first page."""
    odd = not address.isprintable() or "\\" in address or not address.startswith("/") or address.startswith("//")
    if odd or urlsplit(address).netloc:
        return HOME
    return address
