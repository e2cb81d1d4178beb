"""Which consent forms are printed: those of every text in force, or one text of a version."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs.filling import Filling
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.style import tokens
from resources import calendar
from resources.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.consent_texts import TextView

ALL: Final = ""


class WhichForm(Filling):
    """Asks which of `texts` is printed for somebody; `text_id` is it, or nothing for all.

    `current` is how many of them, from the first on, are in force now: all of these is what is
    chosen to begin with.
    """

    def __init__(
        self, name: str, texts: "Sequence[TextView]", current: int, parent: QWidget | None = None
    ) -> None:
        title = _("Which form does {name} get?").format(name=wording.honoured(name))
        super().__init__(title, _("Look at it"), parent=parent)
        self._texts = {one.id: one for one in texts}
        self._current = list(texts)[:current]
        self.text_id = ALL
        every = ngettext(
            "The {count} text in force", "All {count} texts in force, a sheet each", current
        )
        answers = [(ALL, every.format(count=current))]
        answers += [(one.id, _named(one, old=one not in self._current)) for one in texts]
        self.text = Choice(_("Text to sign"), answers)
        self.wording = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        # Kept as high as the longest, so that the buttons stay where they are.
        self.inside.addWidget(Field(_("Text to sign"), self.text, width=696))
        self.inside.addWidget(self.wording)
        self.text.chosen.connect(lambda _value: self._show())
        longest = max(texts, key=lambda one: len(one.wording))
        self.wording.setText(_told(longest))
        self.ready(self.text, [], self._choose)
        self._show()

    def _show(self) -> None:
        one = self._texts.get(self.text.value())
        told = _told(one) if one else "\n".join(_named(each) for each in self._current)
        self.wording.setText(told)

    def _choose(self) -> None:
        self.text_id = self.text.value()


def _named(one: "TextView", *, old: bool = False) -> str:
    words = _("{purpose} (version {number})").format(purpose=one.purpose, number=one.number)
    return _("{words}, an older version").format(words=words) if old else words


def _told(one: "TextView") -> str:
    since = _("In use since {day}").format(day=calendar.wareki(one.effective_from))
    return f"{since}\n{one.wording}"
