"""The office's data key, wrapped once by a passphrase and once by a recovery key on paper."""

import base64
import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resources import durable, recovery_sheet
from resources.refusals import Damage, Refusal
from resources.words import _

FILE_NAME = "keys.json"
SHORTEST_PASSPHRASE = 8  # OWASP ASVS 5.0, 6.2.1
OFFICE = "passphrase"  # the slot of the office's passphrase
_OWN = "staff:"  # and the beginning of a slot of one person


@dataclass(frozen=True)
class Stretching:
    """What Argon2id costs: memory in KiB, passes, lanes (RFC 9106, second recommendation)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class NewKeys:
    """A new office's data key, and the recovery key as it is printed."""

    data_key: bytes
    recovery_key: str


def create(folder: Path, passphrase: str, stretching: Stretching | None = None) -> NewKeys:
    """Make a random data key and write it, wrapped, into `folder`.

    Refuses a passphrase that is too short, and a folder that has a key file already.
    """
    _long_enough(passphrase)
    path = folder / FILE_NAME
    if path.exists():
        raise Refusal(
            _("This folder holds the keys of an office already."),
            _("Choose an empty folder."),
        )
    data_key, recovery_key = os.urandom(32), recovery_sheet.new()
    content: dict[str, Any] = {"format": 1, "office": os.urandom(16).hex(), "slots": {}}
    _fill_passphrase(content, data_key, passphrase, stretching or Stretching())
    _fill_recovery(content, data_key, recovery_key)
    durable.private_folder(folder)
    _write(path, content)
    return NewKeys(data_key, recovery_key)


def unlock_by_passphrase(folder: Path, passphrase: str) -> bytes:
    """Return the data key; refuse a wrong passphrase."""
    return open_by_passphrase(_read(folder / FILE_NAME), passphrase)


def unlock_by_recovery(folder: Path, typed: str) -> bytes:
    """Return the data key for a recovery key typed from paper, in any case, width or grouping."""
    return open_by_recovery(_read(folder / FILE_NAME), typed)


def change_passphrase(
    folder: Path,
    new: str,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    stretching: Stretching | None = None,
) -> None:
    """Wrap the data key by the passphrase `new`, given the old one or the recovery key."""
    _long_enough(new)
    content = _read(folder / FILE_NAME)
    data_key = _open(content, passphrase, recovery)
    _fill_passphrase(content, data_key, new, stretching or Stretching())
    _write(folder / FILE_NAME, content)


def renew_recovery(
    folder: Path, *, passphrase: str | None = None, recovery: str | None = None
) -> str:
    """Make and return a new recovery key; the sheet printed before opens nothing any more."""
    content = _read(folder / FILE_NAME)
    data_key = _open(content, passphrase, recovery)
    recovery_key = recovery_sheet.new()
    _fill_recovery(content, data_key, recovery_key)
    _write(folder / FILE_NAME, content)
    return recovery_key


def read(raw: bytes) -> dict[str, Any]:
    """Return the content of a key file; refuse what is none."""
    try:
        content = json.loads(raw)
        if content["format"] == 1 and isinstance(content["slots"], dict):
            return dict(content)
    except (ValueError, KeyError, TypeError):
        pass
    raise Damage(_("The key file of this office is damaged."), _("Restore the last backup."))


def open_by_passphrase(content: dict[str, Any], passphrase: str) -> bytes:
    """Return the data key from the key file's `content`; refuse a wrong passphrase."""
    try:
        return _by_passphrase(content, OFFICE, passphrase)
    except _WrongKeyError:
        raise _wrong_passphrase() from None


def open_by_recovery(content: dict[str, Any], typed: str) -> bytes:
    """Return the data key from the key file's `content`; refuse a wrong recovery key."""
    letters = recovery_sheet.letters(typed)
    try:
        slot = content["slots"]["recovery"]
        return _unwrap(content, "recovery", _derive(letters, _bytes(slot["salt"])))
    except _WrongKeyError:
        raise Refusal(
            _("This recovery key belongs to another office or to an older sheet."),
            _("Take the newest recovery sheet of this office."),
        ) from None
    except (KeyError, TypeError, ValueError):
        raise Damage(
            _("The key file of this office is damaged."), _("Restore the last backup.")
        ) from None


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase opened: the data key, and whose own it was; empty for the office's."""

    data_key: bytes
    staff_id: str


def unlock(folder: Path, passphrase: str, *, first: str = "") -> Unlocked:
    """Return the data key for the office's passphrase or anybody's own; refuse a wrong one.

    `first` is the id of who is expected: their own is tried before the others.
    """
    content = _read(folder / FILE_NAME)
    slots = [name for name in content["slots"] if name == OFFICE or name.startswith(_OWN)]
    for name in sorted(slots, key=lambda name: (name != _OWN + first, name != OFFICE, name)):
        try:
            whose = "" if name == OFFICE else name.removeprefix(_OWN)
            return Unlocked(_by_passphrase(content, name, passphrase), whose)
        except _WrongKeyError:
            continue
    raise _wrong_passphrase()


def set_own(
    folder: Path,
    staff_id: str,
    passphrase: str,
    *,
    data_key: bytes,
    stretching: Stretching | None = None,
) -> None:
    """Wrap the data key once more, by somebody's own passphrase, in place of an older one.

    Refuses a short one, and one that opens this office already: it would not say who came.
    """
    _long_enough(passphrase)
    content = _read(folder / FILE_NAME)
    content["slots"].pop(_OWN + staff_id, None)
    for name in content["slots"]:
        if name == OFFICE or name.startswith(_OWN):
            try:
                _by_passphrase(content, name, passphrase)
            except _WrongKeyError:
                continue
            raise Refusal(
                _("This passphrase cannot be taken."), _("Choose one that is yours alone.")
            )
    _fill(content, _OWN + staff_id, data_key, passphrase, stretching or Stretching())
    _write(folder / FILE_NAME, content)


def remove_own(folder: Path, staff_id: str) -> bool:
    """Take somebody's own passphrase away, and return whether there was one.

    Copies of the office made before still open with it.
    """
    content = _read(folder / FILE_NAME)
    if content["slots"].pop(_OWN + staff_id, None) is None:
        return False
    _write(folder / FILE_NAME, content)
    return True


def owners(folder: Path) -> frozenset[str]:
    """Return the ids of those who have a passphrase of their own."""
    slots = _read(folder / FILE_NAME)["slots"]
    return frozenset(name.removeprefix(_OWN) for name in slots if name.startswith(_OWN))


class _WrongKeyError(Exception):
    pass


def _open(content: dict[str, Any], passphrase: str | None, recovery: str | None) -> bytes:
    if passphrase is not None:
        return open_by_passphrase(content, passphrase)
    return open_by_recovery(content, recovery or "")


def _by_passphrase(content: dict[str, Any], name: str, passphrase: str) -> bytes:
    try:
        slot = content["slots"][name]
        stretching = Stretching(**slot["stretching"])
        wrapping = _stretch(passphrase, _bytes(slot["salt"]), stretching)
        return _unwrap(content, name, wrapping)
    except (KeyError, TypeError, ValueError):
        raise Damage(
            _("The key file of this office is damaged."), _("Restore the last backup.")
        ) from None


def _wrong_passphrase() -> Refusal:
    return Refusal(
        _("This passphrase does not open the office."),
        _("Type it again, or use the recovery key from the sheet in the safe."),
    )


def _fill_passphrase(
    content: dict[str, Any], data_key: bytes, passphrase: str, stretching: Stretching
) -> None:
    _fill(content, OFFICE, data_key, passphrase, stretching)


def _fill(
    content: dict[str, Any], name: str, data_key: bytes, passphrase: str, stretching: Stretching
) -> None:
    salt = os.urandom(16)
    slot = {"kdf": "argon2id", "stretching": vars(stretching), "salt": _text(salt)}
    _wrap(content, name, slot, _stretch(passphrase, salt, stretching), data_key)


def _fill_recovery(content: dict[str, Any], data_key: bytes, recovery_key: str) -> None:
    salt = os.urandom(16)
    slot = {"kdf": "hkdf-sha256", "salt": _text(salt)}
    _wrap(content, "recovery", slot, _derive(recovery_sheet.letters(recovery_key), salt), data_key)


def _stretch(passphrase: str, salt: bytes, stretching: Stretching) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Full-width and half-width typing are the same passphrase, as RFC 8265 would have it.
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    return hash_secret_raw(
        secret,
        salt,
        time_cost=stretching.passes,
        memory_cost=stretching.memory_kib,
        parallelism=stretching.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _derive(letters: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    # 130 random bits need no stretching.
    return HKDF(SHA256(), 32, salt, b"inakurashi recovery").derive(letters.encode())


def _wrap(
    content: dict[str, Any], kind: str, slot: dict[str, Any], wrapping: bytes, data_key: bytes
) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    sealed = AESGCM(wrapping).encrypt(nonce, data_key, _bound(content, kind, slot))
    content["slots"][kind] = slot | {"nonce": _text(nonce), "sealed": _text(sealed)}


def _unwrap(content: dict[str, Any], kind: str, wrapping: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot = dict(content["slots"][kind])
    nonce, sealed = _bytes(slot.pop("nonce")), _bytes(slot.pop("sealed"))
    try:
        return AESGCM(wrapping).decrypt(nonce, sealed, _bound(content, kind, slot))
    except InvalidTag:
        raise _WrongKeyError from None


def _bound(content: dict[str, Any], kind: str, slot: dict[str, Any]) -> bytes:
    """Return what the seal also covers, so that no slot moves to another office."""
    return json.dumps([content["format"], content["office"], kind, slot], sort_keys=True).encode()


def _long_enough(passphrase: str) -> None:
    if len(unicodedata.normalize("NFKC", passphrase)) < SHORTEST_PASSPHRASE:
        raise Refusal(
            _("The passphrase is too short."),
            _("Choose at least {count} letters: several words are easy to remember.").format(
                count=SHORTEST_PASSPHRASE
            ),
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        return read(path.read_bytes())
    except OSError:
        raise Refusal(
            _("The key file of this office cannot be read."),
            _("Look whether the disk is connected, or restore the last backup."),
        ) from None


def _write(path: Path, content: dict[str, Any]) -> None:
    durable.write(path, json.dumps(content, indent=1).encode())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
