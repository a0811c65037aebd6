"""A real mail server: Debian's postfix takes mails and sends reports, dovecot shows the mailboxes; gone after the run.

Both run on loopback with folders of their own, beside whatever else runs on this machine. Every address at example.com
that has a mailbox is known; a mail to any other is accepted, fails, and is reported to the sender of its envelope.
"""

import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imap_tools import MailBoxUnencrypted

MAILBOXES = ("eva", "wei", "bounces")
PASSWORD = "correct horse"
PATIENCE = 30.0  # seconds until a mail must have arrived

MAIN = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {home}/log/postfix.log
maillog_file_prefixes = {home}/log
myhostname = mail.example.com
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
virtual_transport = virtual
virtual_mailbox_domains = example.com
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = texthash:{home}/etc/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_reject_unlisted_recipient = no
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
soft_bounce = no
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
"""
MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{plain} inet n - n - - smtpd
  -o smtpd_discard_ehlo_keywords=8bitmime,smtputf8,dsn,chunking
  -o smtputf8_enable=no
127.0.0.1:{grey} inet n - n - - smtpd
  -o smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:{policy}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
DOVECOT = """\
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
first_valid_uid = 1
mailbox_idle_check_interval = 1 secs
mail_location = maildir:{home}/mail/%n
ssl = yes
ssl_cert = <{home}/etc/cert.pem
ssl_key = <{home}/etc/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {home}/etc/passwords
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={home}/mail/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Where the servers listen; `plain` has no extensions, `grey` asks the policy server at `policy` whom to take."""

    home: Path
    smtp: int
    plain: int
    grey: int
    policy: int
    imap: int
    imaps: int

    def mails(self, name: str, count: int) -> list[bytes]:
        """The mails in somebody's mailbox, as they lie there, once there are so many; the server tells of each."""
        with MailBoxUnencrypted("127.0.0.1", self.imap, PATIENCE).login(f"{name}@example.com", PASSWORD) as box:
            while len(uids := box.uids("ALL", charset=None)) < count:
                assert box.idle.wait(PATIENCE), self.said()
            return [box.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1] for uid in uids]

    def read(self, name: str, count: int = 1) -> list[EmailMessage]:
        """The same mails, read by the standard library's parser."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.mails(name, count)]

    def said(self) -> str:
        """What the servers logged."""
        return "\n".join(path.read_text() for path in sorted((self.home / "log").iterdir()))


@pytest.fixture
def post_office(_servers: PostOffice) -> Iterator[PostOffice]:
    """A post office with empty mailboxes."""
    yield _servers
    for mailbox in (_servers.home / "mail").iterdir():
        shutil.rmtree(mailbox)


@pytest.fixture(scope="session")
def _servers(needs: Callable[..., None]) -> Iterator[PostOffice]:
    needs("mail")
    with tempfile.TemporaryDirectory(prefix="annua-mail-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)  # the servers' own users pass through it
        office = PostOffice(home, *_free_ports(6))
        _lay_out(office)
        _run(office, "postfix", "-c", home / "etc", "start")
        try:
            _run(office, "dovecot", "-c", home / "etc" / "dovecot.conf")
            try:
                yield office
            finally:
                _run(office, "doveadm", "-c", home / "etc" / "dovecot.conf", "stop")
        finally:
            _run(office, "postfix", "-c", home / "etc", "stop")


def _lay_out(office: PostOffice) -> None:
    home = office.home
    for name in ("etc", "queue", "data", "log", "mail", "run"):
        (home / name).mkdir()
    shutil.chown(home / "data", "postfix")
    shutil.chown(home / "mail", 65534, 65534)
    gaps = {name: getattr(office, name) for name in PostOffice.__slots__}
    addresses = [f"{name}@example.com" for name in MAILBOXES]
    contents = {
        "main.cf": MAIN.format(**gaps),
        "master.cf": MASTER.format(**gaps),
        "dovecot.conf": DOVECOT.format(**gaps),
        "mailboxes": "".join(f"{address} {address.partition('@')[0]}/\n" for address in addresses),
        "passwords": "".join(f"{address}:{PASSWORD}\n" for address in addresses),
    }
    for name, content in contents.items():
        (home / "etc" / name).write_text(content)
    _make_certificate(home / "etc")


def _make_certificate(folder: Path) -> None:
    """A certificate for localhost that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)


def _free_ports(count: int) -> list[int]:
    """So many ports that nobody listens on, below those that systems give to connections on their way out."""
    free: list[int] = []
    for port in random.sample(range(20_000, 32_000), 1000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            free.append(port)
        if len(free) == count:
            break
    return free


def _run(office: PostOffice, *command: str | Path) -> None:
    """Run a program of the servers; what it says goes to a file, since a server that it starts would hold a pipe."""
    log = office.home / "log" / "programs.log"
    with log.open("ab") as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{office.said()}"
