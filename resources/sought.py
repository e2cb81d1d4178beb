"""How well a name answers the words typed for it, in lists short enough to be read whole."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from resources.contacts import phone_digits
from resources.names import fold, is_kana, reading, romaji, romaji_typed, roughly

NOT: Final = 9
"""The rank of what does not answer."""

_LEAST = 2  # one letter stands in half of all names
_LEAST_WITHIN = 3  # Latin letters; shorter ones stand within half of all readings
_LEAST_DIGITS = 3
_FULL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_LEGAL_FORM = re.compile(
    r"(?:一般|公益)?(?:社団|財団)法人|社会福祉法人|特定非営利活動法人|npo法人|医療法人|学校法人|宗教法人"
    r"|(?:株式|有限|合同|合資)会社|協同組合|\((?:株|有|合|福|社福|特非|一社|一財|公社|公財|医|学|宗)\)"
)


class Sought:
    """The words typed, in the forms in which names are compared with them.

    Understood are any script and width, readings by ear, romaji, the legal form of a company
    written out, shortened or left out, and several words that all stand in what is known.
    """

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._words = [fold(word) for word in text.split()]
        self._forms = _forms(text) if text else ()
        self._rough = _rough(text) if text else ()
        self._typed = romaji_typed(text) if self._folded.isascii() else ""
        self._digits = phone_digits(text)

    @property
    def too_short(self) -> bool:
        """Whether one letter alone was typed, which would find half of everything."""
        return len(self._folded) < _LEAST

    def rank(self, names: Iterable[str]) -> int:
        """Return how well one of `names` answers: 0 whole, 1 begins so, 2 within, 3 by number.

        NOT where none of them does.
        """
        known = [name for name in names if name]
        rank = min((self._one(name) for name in known), default=NOT)
        if rank == NOT and len(self._words) > 1:
            whole = [form for name in known for form in _forms(name)]
            if all(any(word in form for form in whole) for word in self._words):
                return 2
        if rank == NOT and self._is_number_of(known):
            return 3
        return rank

    def _is_number_of(self, known: list[str]) -> bool:
        digits = self._digits
        return len(digits) >= _LEAST_DIGITS and any(digits in phone_digits(one) for one in known)

    def _one(self, name: str) -> int:
        forms, rough, spelt = _forms(name), _rough(name), _spelt(name)
        if any(form in forms for form in self._forms) or (self._typed and self._typed == spelt):
            return 0
        asked = [one for one in self._forms if len(one) >= _LEAST]
        if any(form.startswith(one) for form in forms for one in asked):
            return 1
        if any(form.startswith(one) for form in rough for one in self._rough):
            return 1
        if self._typed and spelt.startswith(self._typed):
            return 1
        if any(one in form for form in forms for one in asked):
            return 2
        within = len(self._typed) >= _LEAST_WITHIN and self._typed in spelt
        return 2 if within else NOT


@lru_cache(maxsize=8192)
def _forms(name: str) -> tuple[str, ...]:
    """Return `name` folded, without the legal form, and, of a reading, by ear and by large kana."""
    folded = fold(name)
    heard = (reading(name), folded.translate(_FULL)) if is_kana(name) else ()
    forms = (folded, _LEGAL_FORM.sub("", folded), *heard)
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=8192)
def _rough(name: str) -> tuple[str, ...]:
    """Return a reading as old lists write it: no marks, no small letters (ﾌｱﾐﾘ for ふぁみり)."""
    if not is_kana(name):
        return ()
    folded = fold(name)
    return (roughly(folded), roughly(folded.translate(_FULL)))


@lru_cache(maxsize=8192)
def _spelt(name: str) -> str:
    return romaji(fold(name)) if is_kana(name) else ""
