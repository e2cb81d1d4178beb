"""はじめての方: a reading and a district are enough; family and helper come in one go."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _
from sessions.door import Companion, Together

MOST_ALONG = 9


class Purpose(Enum):
    """What the panel asks for."""

    NEWCOMER = "newcomer"
    ALONG = "along"
    PROXY = "proxy"


@dataclass(frozen=True)
class Entered:
    """What was entered. `subject` is the line it is about, except for a newcomer."""

    purpose: Purpose
    kana: str
    district: str
    companions: tuple[Companion, ...]
    pass_id: str | None
    subject: str


class Stepper(QWidget):
    """How many come along: － a number ＋, large enough for a finger."""

    changed = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        high = tokens.CONTROL_RECEPTION
        self.count = 0
        self._word = Label(word, px=tokens.BODY)
        self._number = Label("0", px=22, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.fewer = Button("－", height=high)
        self.more = Button("＋", height=high)
        self.fewer.setAccessibleName(_("{word}: one fewer").format(word=word))
        self.more.setAccessibleName(_("{word}: one more").format(word=word))
        self.fewer.clicked.connect(lambda: self.set_count(self.count - 1))
        self.more.clicked.connect(lambda: self.set_count(self.count + 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._word, 1)
        row.addWidget(self.fewer)
        row.addWidget(self._number)
        row.addWidget(self.more)
        follow(self._resize)
        self.set_count(0)

    def _resize(self) -> None:
        self._number.setFixedWidth(scale.px(36))
        for button in (self.fewer, self.more):
            button.setFixedWidth(scale.px(52))

    def set_count(self, count: int) -> None:
        """Show `count`, from none to nine."""
        self.count = max(0, min(MOST_ALONG, count))
        self._number.setText(str(self.count))
        self.fewer.setEnabled(self.count > 0)
        self.changed.emit()


class WalkInPanel(Card):
    """Takes the place of the search while it is open; scanning goes on beside it.

    `done` carries what was entered, `closed` is sent when nothing is to be done. A blank
    card scanned meanwhile is taken by `take_card`.
    """

    done = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Here for the first time"), dense=True, parent=parent)
        self._purpose = Purpose.NEWCOMER
        self._subject = ""
        self._pass_id: str | None = None
        high = tokens.CONTROL_RECEPTION
        self.kana = TextField(_("Name in kana"), height=high)
        self._kana_field = Field(_("Name in kana"), self.kana, width=280)
        self.district = QComboBox()
        self.district.setEditable(True)
        self.district.setAccessibleName(_("District"))
        self.district.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._district_field = Field(_("District"), self.district, optional=True, width=180)
        self.family = Stepper(_("Family along"))
        self.helper = Stepper(_("Helpers along"))
        self.card = Label(px=tokens.BODY, bold=True, colour=tokens.OK.text)
        self.notice = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.trouble = Label(px=tokens.LABEL, bold=True, colour=tokens.STOP.text, wrap=True)
        self.cancel = Button(_("Stop this"), key="Esc", height=48)
        self.primary = Button(_("Sign this person in"), kind=Kind.PRIMARY, key="Enter", height=48)
        who = QHBoxLayout()
        who.addWidget(self._kana_field)
        who.addWidget(self._district_field)
        who.addStretch(1)
        self.body.addLayout(who)
        self.add(self.family)
        self.add(self.helper)
        self.add(self.card)
        self.add(self.trouble)
        self.add(self.notice)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.primary)
        self.body.addLayout(row)
        self.cancel.clicked.connect(self.closed)
        self.primary.clicked.connect(self.enter)
        self.kana.returnPressed.connect(self._from_kana)
        editor = self.district.lineEdit()
        assert editor is not None
        editor.setAccessibleName(_("District"))
        editor.returnPressed.connect(self.enter)
        follow(self._resize_district)

    def _resize_district(self) -> None:
        self.district.setFont(fonts.font())
        self.district.setFixedHeight(scale.px(tokens.CONTROL_RECEPTION))

    def open_for(
        self,
        purpose: Purpose,
        *,
        subject: str = "",
        name: str = "",
        kana: str = "",
        districts: list[str] | None = None,
    ) -> None:
        """Begin anew; `kana` is what was looked for, `name` whom it is about."""
        self._purpose, self._subject = purpose, subject
        self.title.setText(
            {
                Purpose.NEWCOMER: _("Here for the first time"),
                Purpose.ALONG: _("Along with {name}").format(name=name),
                Purpose.PROXY: _("In place of {name}").format(name=name),
            }[purpose]
        )
        self.kana.setText(kana)
        self._kana_field.setVisible(purpose is not Purpose.ALONG)
        self._district_field.setVisible(purpose is Purpose.NEWCOMER)
        for stepper in (self.family, self.helper):
            stepper.set_count(0)
            stepper.setVisible(purpose is not Purpose.PROXY)
        self.district.clear()
        self.district.addItems(["", *(districts or [])])
        self.district.setCurrentIndex(0)
        self.take_card(None, "")
        self.tell("")
        self.notice.setText(_("The name is used only for the record of who came today."))
        first = self.family.more if purpose is Purpose.ALONG else self.kana
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def takes_cards(self) -> bool:
        """Whether a blank card may be handed over now."""
        return self.isVisible() and self._purpose is Purpose.NEWCOMER

    def take_card(self, pass_id: str | None, label: str) -> None:
        """Hand over the blank card `pass_id` with the sign-in."""
        self._pass_id = pass_id
        self.card.setText(_("Card {card} goes with this person").format(card=label))
        self.card.setVisible(pass_id is not None)

    def tell(self, trouble: str) -> None:
        """Say what is missing."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _from_kana(self) -> None:
        """Go on to the district; Enter there signs in."""
        if self._purpose is Purpose.NEWCOMER and not self.district.currentText():
            self.district.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.enter()

    def enter(self) -> None:
        """Hand over what was entered, or say what is missing."""
        kana = self.kana.text().strip()
        companions = (
            *(Companion(Together.FAMILY) for _one in range(self.family.count)),
            *(Companion(Together.HELPER) for _one in range(self.helper.count)),
        )
        if self._purpose is not Purpose.ALONG and not kana:
            self.tell(_("The name is still missing. Kana are enough."))
            self.kana.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._purpose is Purpose.ALONG and not companions:
            self.tell(_("How many came along? Press ＋."))
            return
        self.done.emit(
            Entered(
                self._purpose,
                kana,
                self.district.currentText().strip(),
                companions,
                self._pass_id,
                self._subject,
            )
        )
