"""Where a webhook may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.destinations import check_address, check_url


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "100.63.255.255",  # just before 100.64.0.0/10
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "223.255.255.255",
        "2001:200::1",  # just after 2001::/23
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",  # 8.8.8.8 by NAT64
    ],
)
def test_public_addresses_will_do(address: str) -> None:
    assert check_address(address) is None


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("0.0.0.0", "this machine"),  # noqa: S104  # a destination, not an interface
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd12::1", "private"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),  # IPv4-mapped
        ("64:ff9b::7f00:1", "loopback"),  # 127.0.0.1 by NAT64
        ("64:ff9b::a9fe:a9fe", "link-local, where clouds keep their metadata service"),
        ("169.254.169.254", "link-local, where clouds keep their metadata service"),
        ("168.63.129.16", "a cloud's metadata service"),
        ("fd00:ec2::254", "a cloud's metadata service"),
        ("100.64.0.1", "shared among a carrier's customers"),
        ("100.100.100.200", "shared among a carrier's customers"),
        ("192.0.0.192", "reserved for protocols"),
        ("192.0.2.1", "for documentation"),
        ("198.51.100.1", "for documentation"),
        ("203.0.113.1", "for documentation"),
        ("2001:db8::1", "for documentation"),
        ("3fff::1", "for documentation"),
        ("192.88.99.1", "a 6to4 relay"),
        ("198.19.255.255", "for measurements"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("2002:7f00:1::", "6to4, which hides an IPv4 address"),
        ("2001:0:1::1", "reserved for protocols"),  # Teredo
        ("::", "outside the space given out for public use"),
        ("::127.0.0.1", "outside the space given out for public use"),
        ("64:ff9b:1::1", "outside the space given out for public use"),  # NAT64 of a site's own
        ("fe80::1", "outside the space given out for public use"),
        ("fe80::1%eth0", "outside the space given out for public use"),
        ("fec0::1", "outside the space given out for public use"),
        ("ff02::1", "outside the space given out for public use"),
    ],
)
def test_all_others_are_refused(address: str, what: str) -> None:
    assert check_address(address) == f"the address {address} is not public ({what})"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "172.20.0.1", "192.168.0.9", "fd12::1", "8.8.8.8"])
def test_an_allowed_host_may_be_in_the_house(address: str) -> None:
    assert check_address(address, allowed=True) is None


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254", "fe80::1", "0.0.0.0", "224.0.0.1"],  # noqa: S104  # a destination, not an interface
)
def test_even_an_allowed_host_may_not_be_a_metadata_service_or_nowhere(address: str) -> None:
    assert check_address(address, allowed=True) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.com/annua?key=1",
        "https://hooks.example.com:8443/",
        "https://HOOKS.example.com./",
        "https://例子.公司/hook",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
    ],
)
def test_public_https_urls_can_be_registered(url: str) -> None:
    assert check_url(url) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://hooks.example.com/", "url 'http://hooks.example.com/' must use https"),
        ("ftp://hooks.example.com/", "url 'ftp://hooks.example.com/' must look like https://example.com/path"),
        ("hooks.example.com", "url 'hooks.example.com' must look like https://example.com/path"),
        ("", "url '' must look like https://example.com/path"),
        ("https:///path", "url 'https:///path' must look like https://example.com/path"),
        ("https://a.example:0/", "url 'https://a.example:0/' must look like https://example.com/path"),
        ("https://a.example:65536/", "url 'https://a.example:65536/' must look like https://example.com/path"),
        ("https://a.example:x/", "url 'https://a.example:x/' can't be read: Invalid port: 'x'"),
        (
            "https://user:secret@hooks.example.com/",
            "url holds a user name or password; leave it out, the signature tells who calls",
        ),
        ("https://127.0.0.1/", "the address 127.0.0.1 is not public (loopback)"),
        ("https://[::ffff:10.0.0.1]/", "the address ::ffff:10.0.0.1 is not public (private)"),
        ("https://169.254.169.254/latest/", None),
        (
            "https://2130706433/",
            "host 2130706433 is an address in disguise; write it as four numbers, or give the name",
        ),
        ("https://127.1/", "host 127.1 is an address in disguise; write it as four numbers, or give the name"),
        ("https://0x7f.0x1/", "host 0x7f.0x1 is an address in disguise; write it as four numbers, or give the name"),
        ("https://0177.0.0.1/", None),  # octal
        ("https://0x7f000001/", None),
        ("https://[fd00:ec2::254]/", "the address fd00:ec2::254 is not public (a cloud's metadata service)"),
        ("https://[64:ff9b::a9fe:a9fe]/", None),  # 169.254.169.254 by NAT64
        ("https://[2002:7f00:1::]/", None),  # 127.0.0.1 by 6to4
        ("https://localhost/", "host localhost is a name of the house; ask the operators to allow it"),
        ("https://db.localhost/", "host db.localhost is a name of the house; ask the operators to allow it"),
        ("https://metadata.google.internal/", None),
        ("https://a..example/", "host 'a..example' is no name that can be looked up"),
        ("https://ex%61mple.com/", "host 'ex%61mple.com' is no name that can be looked up"),
        ("https://" + "a" * 64 + ".example/", "host '" + "a" * 64 + ".example' is no name that can be looked up"),
        ("https://" + "a." * 127 + "example/", "host '" + "a." * 127 + "example' is no name that can be looked up"),
    ],
)
def test_any_other_url_is_refused_with_the_reason(url: str, why: str | None) -> None:
    refusal = check_url(url)
    assert refusal is not None
    assert why in (refusal, None)


@pytest.mark.parametrize(
    "url", ["http://localhost:9000/hook", "http://127.0.0.1/", "https://hooks.internal/", "http://[::1]/"]
)
def test_what_the_operators_allow_may_use_http_and_be_in_the_house(url: str) -> None:
    assert check_url(url, {"localhost", "127.0.0.1", "hooks.internal", "::1"}) is None


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://0.0.0.0/"])
def test_but_a_metadata_service_is_refused_even_then(url: str) -> None:
    assert check_url(url, {"169.254.169.254", "0.0.0.0"}) is not None  # noqa: S104  # a destination, not an interface


@given(
    st.text() | st.text().map("https://{}".format) | st.from_regex(r"https?://[0-9a-fx.:\[\]%@-]*/?", fullmatch=True)
)
def test_any_text_is_judged_without_an_exception(url: str) -> None:
    assert isinstance(check_url(url), str | None)
