"""Secrets at rest: encrypted with a key that lies in a file beside the database, never in it."""

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class LostKeyError(Exception):
    """A stored secret was encrypted with another key file; restore that file, or make the secret anew."""


def load_key(path: Path) -> Fernet:
    """The key of this deployment; made at the first start, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    if not path.exists():
        fresh.touch(mode=0o600, exist_ok=True)
        fresh.write_bytes(Fernet.generate_key())
        with suppress(FileExistsError):  # of two that start together the first one's key is kept
            os.link(fresh, path)
        fresh.unlink()
    return Fernet(path.read_bytes().strip())


def signing_key(path: Path) -> bytes:
    """The key that signs links: derived from the deployment's key file, so that there is one secret to keep."""
    return hmac.digest(path.read_bytes().strip(), b"annua links", hashlib.sha256)


def encrypt(key: Fernet, secret: str) -> bytes:
    """The secret as it may be stored."""
    return key.encrypt(secret.encode())


def decrypt(key: Fernet, encrypted: bytes) -> str:
    """The secret itself. Raises `LostKeyError`."""
    try:
        return key.decrypt(encrypted).decode()
    except InvalidToken as other:
        raise LostKeyError(
            "a stored secret was encrypted with another key file; restore it or make the secret anew"
        ) from other
