"""受入機関のQR: the opaque code by which a scanner knows a host; it says nothing by itself."""

import hashlib
import re
from typing import Final

from sqlalchemy.orm import Session

from programs.points import hosts
from programs.points.hosts import HostView
from resources.codes import ALPHABET, LENGTH, check_character
from resources.scans import candidates, tidy

PREFIX: Final = "INAH"
_BODY: Final = 20
_SHAPE: Final = re.compile(rf"{PREFIX}[{ALPHABET}]{{{_BODY + 1}}}")


def code_of(host_id: str) -> str:
    """Return the code of a host: 25 capitals and digits with a check letter, always the same."""
    number = int(hashlib.sha256(f"host:{host_id}".encode()).hexdigest(), 16)
    body = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_BODY))
    return PREFIX + body + check_character(body)


def read(scanned: str) -> str | None:
    """Return the host's code in a scan, also one typed as kana; None where it is no host's."""
    if len(scanned) > 4 * LENGTH:
        return None
    found = {
        one
        for group in candidates(tidy(scanned), PREFIX, LENGTH)
        for one in group
        if _SHAPE.fullmatch(one) and check_character(one[len(PREFIX) : -1]) == one[-1]
    }
    return found.pop() if len(found) == 1 else None


def resolve(db: Session, scanned: str) -> HostView | None:
    """Return the host whose code was scanned; None where it is no host's."""
    code = read(scanned)
    if code is None:
        return None
    return next((one for one in hosts.listing(db) if code_of(one.id) == code), None)


def find(db: Session, code: str) -> str | None:
    """Return the id of the host whose code was scanned, None where it is none of them."""
    host = resolve(db, code)
    return None if host is None else host.id
