"""What an answer says: to the visitor in large letters, to the staff in one line."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from resources.calendar import local
from resources.words import _
from sessions import answers
from sessions.answers import Answer, Kind, Reason, Remedy

_SMALL_A, _SMALL_KE, _TO_HIRAGANA = 0x30A1, 0x30F6, 0x60


@dataclass(frozen=True)
class Wording:
    """One answer as it is shown. `kind` decides ground, shape, sound and how long it stays.

    `reason` and `remedies` are for staff; the visitor reads the other lines only.
    """

    kind: Kind
    headline: str
    name: str = ""
    next_step: str = ""
    small: str = ""
    reason: str = ""
    remedies: tuple[Remedy, ...] = ()
    names: dict[Remedy, str] = field(default_factory=dict)  # words in place of the usual ones
    expected_id: str | None = None

    @property
    def spoken(self) -> str:
        """Return everything the visitor reads, for a screen reader."""
        lines = (self.name, self.headline, self.next_step)
        return _(", ").join(line for line in lines if line)


def reading(name: str, kana: str) -> str:
    """Return how a name is read aloud: kana, of a Japanese name in hiragana."""
    text = " ".join((kana or name).split())
    if kana and any(_is_kanji(letter) for letter in name):
        text = "".join(_hiragana(letter) for letter in text)
    return text


def shown(name: str) -> str:
    """Return `name` as lines on the screen set it: the wide blank as a narrow one."""
    return name.replace("\u3000", " ")


def called(answer: Answer) -> str:
    """Return how the visitor is called: their name with さま, or the card that stands for it."""
    if answer.hide_name:
        return _("The person of card {card}").format(card=answer.card) if answer.card else ""
    text = reading(answer.name, answer.kana)
    return _("{name}, welcome").format(name=text) if text else ""


def listed(answer: Answer) -> str:
    """Return the name for the staff's lists, or the card that stands for it."""
    if answer.hide_name:
        return _("Card {card}").format(card=answer.card) if answer.card else _("No name shown")
    return shown(answer.name or answer.kana)


def wording(answer: Answer, *, clock: str, visits: int = 0) -> Wording:
    """Return the words for `answer`; `clock` is the time of the first arrival as HH:MM.

    `visits` counts the meetings this person has been to; from the second on it is said.
    """
    if answer.kind is Kind.RECEIVED:
        return Wording(
            Kind.RECEIVED,
            _("You are signed in"),
            name=called(answer),
            next_step=_("Please come in"),
            small=_beside(answer, visits),
            expected_id=answer.expected_id,
        )
    if answer.kind is Kind.ALREADY:
        left = answer.reason is Reason.LEFT
        return Wording(
            Kind.ALREADY,
            _("You are signed in already"),
            name=called(answer),
            next_step=_("Please go ahead"),
            small=_("Signed in at {time}. Coming in again changes nothing.").format(time=clock),
            reason=answers.explain(answer) if left else "",
            remedies=answer.remedies if left else (),
            expected_id=answer.expected_id,
        )
    shared = answer.reason is Reason.SHARED
    return Wording(
        Kind.ASK,
        _("Both of you?") if shared else _("Someone will come"),
        next_step=_("Please wait a moment"),
        small="" if shared else _("You may take a seat while waiting"),
        reason=_whose(answer),
        remedies=answer.remedies or (Remedy.SEARCH_NAME,),
        names=_pair(answer) if shared else {},
        expected_id=answer.expected_id,
    )


def _beside(answer: Answer, visits: int) -> str:
    """Return the line for staff beside a welcome: who came in whose place, how often."""
    if answer.proxy_name:
        return _("{name} came in their place").format(name=answer.proxy_name)
    return _("Here for the {count}th time").format(count=visits) if visits > 1 else ""


def not_stored(what: str, advice: str) -> Wording:
    """Return the answer when nothing could be stored; staff read what to do."""
    return Wording(
        Kind.ASK,
        _("Someone will come"),
        next_step=_("Please wait a moment"),
        small=_("You may take a seat while waiting"),
        reason=f"{what} {advice}",
        remedies=(Remedy.SCAN_AGAIN, Remedy.SEARCH_NAME),
    )


def hour(at: datetime | None) -> str:
    """Return the time of day in Japan as HH:MM, or nothing."""
    return local(at).strftime("%H:%M") if at else ""


def _whose(answer: Answer) -> str:
    """Return the reason, with the name where staff know it and may show it."""
    reason = answers.explain(answer)
    name = listed(answer) if answer.name or answer.hide_name else answer.card
    return _("{reason} ({name})").format(reason=reason, name=name) if name else reason


def _pair(answer: Answer) -> dict[Remedy, str]:
    words = {}
    for remedy, one in zip((Remedy.FIRST, Remedy.SECOND), answer.candidates, strict=False):
        words[remedy] = _("Only {name}").format(name=reading(one.name, one.kana))
    return words


def _is_kanji(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "IDEOGRAPHIC ITER"))


def _hiragana(letter: str) -> str:
    if _SMALL_A <= ord(letter) <= _SMALL_KE:
        return chr(ord(letter) - _TO_HIRAGANA)
    return letter
