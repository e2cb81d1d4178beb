"""The salted digests by which a hall knows the cards of its meeting, and nothing else of them."""

import hmac

from sqlalchemy.orm import Session

SALT = "salt of the cards"
"""In `db.info` of a hall's store, which knows cards by their digests only."""


def digest(salt: bytes, code: str) -> str:
    """Return the salted digest that stands for a card: 32 hexadecimal digits."""
    return hmac.digest(salt, code.encode(), "sha256")[:16].hex()


def kept_as(db: Session, code: str) -> str:
    """Return how this store keeps the card `code`: as it is, or by its digest at a hall."""
    salt: bytes | None = db.info.get(SALT)
    return code if salt is None else digest(salt, code)
