"""受入機関のQR: the opaque code by which a scanner knows a host; it says nothing by itself."""

import hashlib
from typing import Final

from sqlalchemy.orm import Session

from programs.points import hosts
from resources.codes import ALPHABET, check_character

PREFIX: Final = "INAH"
_BODY = 20


def code_of(host_id: str) -> str:
    """Return the code of a host: 25 capitals and digits with a check letter, always the same."""
    number = int(hashlib.sha256(f"host:{host_id}".encode()).hexdigest(), 16)
    body = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_BODY))
    return PREFIX + body + check_character(body)


def find(db: Session, code: str) -> str | None:
    """Return the id of the host whose code was scanned, None where it is none of them."""
    sought = code.strip().upper()
    if not sought.startswith(PREFIX):
        return None
    return next((one.id for one in hosts.listing(db) if code_of(one.id) == sought), None)
