"""Repeats: the same card within 2.5 seconds is the same showing of the card."""

import time
import unicodedata
from collections.abc import Callable

QUIET_SECONDS = 2.5


class Repeats:
    """Remembers what was scanned a moment ago; `now` gives seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[str, float] = {}

    def fresh(self, text: str, *, held: bool = False) -> bool:
        """Return whether `text` is to be answered.

        With `held` (the camera) a card left in the picture stays the same showing until it
        has been away for 2.5 s; a scanner's repeat is answered 2.5 s after the last answer.
        """
        now = self._now()
        self._seen = {code: at for code, at in self._seen.items() if now - at <= QUIET_SECONDS}
        code = unicodedata.normalize("NFKC", text).strip().upper()
        fresh = code not in self._seen
        if fresh or held:
            self._seen[code] = now
        return fresh

    def forget(self) -> None:
        """Answer everything again, after an act was taken back."""
        self._seen.clear()
