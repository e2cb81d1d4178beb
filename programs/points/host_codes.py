"""受入機関のQR: the opaque code by which a scanner knows a host; it says nothing by itself.

It is made from the host's id alone, in the form of the house's cards, so that every repair of a
garbled scan holds for it too; no card of a person can be equal to it by more than chance.
"""

import hashlib
from typing import Final

from sqlalchemy.orm import Session

from programs.points import hosts
from programs.points.hosts import HostView
from resources import codes

_BODY: Final = codes.LENGTH - len(codes.PREFIX) - 1


def code_of(host_id: str) -> str:
    """Return the code of a host: 25 capitals and digits with a check letter, always the same."""
    number = int(hashlib.sha256(f"host:{host_id}".encode()).hexdigest(), 16)
    body = "".join(codes.ALPHABET[number >> 5 * place & 31] for place in range(_BODY))
    return codes.PREFIX + body + codes.check_character(body)


def resolve(db: Session, scanned: str) -> HostView | None:
    """Return the host whose code was scanned, garbled or not; None where it is no host's."""
    code = codes.read(scanned).code
    if code is None:
        return None
    return next((one for one in hosts.listing(db) if code_of(one.id) == code), None)


def find(db: Session, code: str) -> str | None:
    """Return the id of the host whose code was scanned, None where it is none of them."""
    host = resolve(db, code)
    return None if host is None else host.id
