"""What is sealed to an office so that only the office reads it, and what an office has signed."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY, TAG, SIGNATURE = 32, 16, 64
_ABOUT = b"inakurashi sealed"
# Each letter is sealed under a key of its own, made from a fresh pair: no nonce can repeat.
_NONCE = bytes(12)


class BrokenSealError(ValueError):
    """The seal or the signature does not fit: changed on the way, or meant for somebody else."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A secret key and the public key that belongs to it, as raw bytes."""

    secret: bytes
    public: bytes


def new_sealing_pair() -> Pair:
    """Return a new X25519 pair: to the public key is sealed, with the secret key opened."""
    secret = X25519PrivateKey.generate()
    return Pair(secret.private_bytes_raw(), secret.public_key().public_bytes_raw())


def new_signing_pair() -> Pair:
    """Return a new Ed25519 pair: with the secret key is signed, by the public key proven."""
    secret = Ed25519PrivateKey.generate()
    return Pair(secret.private_bytes_raw(), secret.public_key().public_bytes_raw())


def seal(public: bytes, content: bytes, bound: bytes) -> bytes:
    """Return `content` readable only with the secret key of `public`; `bound` is covered, too."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return mine + AESGCM(_key(shared, mine, public)).encrypt(_NONCE, content, bound)


def unseal(pair: Pair, sealed: bytes, bound: bytes) -> bytes:
    """Return what was sealed to `pair`; BrokenSealError when a single bit differs."""
    theirs, rest = sealed[:KEY], sealed[KEY:]
    try:
        public = X25519PublicKey.from_public_bytes(theirs)
        shared = X25519PrivateKey.from_private_bytes(pair.secret).exchange(public)
        return AESGCM(_key(shared, theirs, pair.public)).decrypt(_NONCE, rest, bound)
    except (InvalidTag, ValueError) as error:
        raise BrokenSealError from error


def sign(secret: bytes, content: bytes) -> bytes:
    """Return the 64 bytes that prove `content` to be ours."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(content)


def proven(public: bytes, content: bytes, signature: bytes) -> bool:
    """Tell whether the owner of `public` has signed exactly `content`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key(shared: bytes, once: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), 32, once + public, _ABOUT).derive(shared)
