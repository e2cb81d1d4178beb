"""文面: the office writes its letters itself; fields are put in by a button, versions are kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.frame import Frame
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.long_text import LongText
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk
    from sessions.templates import Wording

_ROWS = 11


class WordingEditor(QWidget):
    """The letters, the one chosen with its fields, and its versions; `changed` at every key."""

    changed = Signal()
    kept = Signal(str)  # the letter whose wording was kept, or is new

    def __init__(self, desk: "Desk", frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._frame = desk, frame
        self.wording: Wording | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP_2)
        self.letter = Choice(_("Which letter"))
        self.letter.chosen.connect(self.open)
        self.version = Choice(_("Version"))
        self.version.chosen.connect(self._put_back)
        top = QHBoxLayout()
        top.addWidget(Field(_("Which letter"), self.letter, width=300))
        top.addWidget(Field(_("Version"), self.version, width=300))
        top.addStretch(1)
        column.addLayout(top)
        self.name = TextField(_("Name of the letter"))
        self.subject = TextField(_("Subject of the letter"))
        row = QHBoxLayout()
        row.addWidget(Field(_("Name of the letter"), self.name, width=240))
        row.addWidget(Field(_("Subject of the letter"), self.subject, width=0), 1)
        column.addLayout(row)
        self.body = LongText(_("Text"), lines=_ROWS)
        column.addWidget(self.body)
        self.said = Said()
        column.addWidget(self.said)
        self.keep = Button(_("Keep this wording"), kind=Kind.PRIMARY, icon="save")
        self.copy = Button(_("New letter from this one"), icon="copy")
        self.retire = Button(_("Take out of use"), icon="archive")
        self.keep.clicked.connect(self._keep)
        self.copy.clicked.connect(self._copy)
        self.retire.clicked.connect(self._retire)
        column.addWidget(Flow([self.keep, self.copy, self.retire]))
        column.addWidget(
            Label(
                _("Put in what differs from letter to letter:"),
                px=tokens.LABEL, colour=tokens.INK_2,
            )
        )  # fmt: skip
        self.fields = self._field_buttons()
        column.addWidget(Flow(list(self.fields.values())))
        for editor in (self.name, self.subject):
            editor.textEdited.connect(lambda _text: self._hear())
        self.body.textChanged.connect(self._hear)

    def _field_buttons(self) -> dict[str, Button]:
        from sessions import letter_fields

        made = {}
        for name, word in letter_fields.words().items():
            button = Button(word, kind=Kind.SOFT, height=tokens.CONTROL_DENSE)
            button.setAccessibleName(_("Put in {word}").format(word=word))
            button.clicked.connect(self._putting(word))
            made[name] = button
        return made

    def _putting(self, word: str) -> Callable[[], None]:
        def put() -> None:
            self.body.insertPlainText(f"{{{{{word}}}}}")
            self.body.setFocus()

        return put

    def refresh(self) -> None:
        """Read the letters again; what is being written stays."""
        from sessions import templates

        listed = self._desk.read(templates.listing)
        here = self.wording.letter if self.wording else listed[0].letter
        self.letter.set_answers([(one.letter, one.name) for one in listed], here)
        if not self.unkept:
            self.open(self.letter.value())

    def open(self, letter: str) -> None:
        """Show the wording of a letter that is in force."""
        from sessions import templates

        self._show(self._desk.read(templates.show, letter))

    @property
    def unkept(self) -> bool:
        """Whether something was written and not kept yet."""
        one = self.wording
        return one is not None and self.draft() != one

    def draft(self) -> "Wording":
        """Return the wording as it is written now."""
        assert self.wording is not None
        return replace(
            self.wording,
            name=self.name.text(),
            subject=self.subject.text(),
            body=self.body.toPlainText(),
        )

    def _show(self, wording: "Wording") -> None:
        from sessions import templates

        self.wording = wording
        with QSignalBlocker(self.body):
            self.name.setText(wording.name)
            self.subject.setText(wording.subject)
            self.body.setPlainText(wording.body)
        self.letter.set_value(wording.letter)
        versions = self._desk.read(templates.editions, wording.letter)
        self.version.set_answers(
            [(str(one.edition), _version(one.edition, at)) for one, at, _by in versions],
            str(wording.edition),
        )
        self.retire.setVisible(wording.ours)
        self._hear()

    def _hear(self) -> None:
        from sessions import letter_fields

        self.keep.setEnabled(self.unkept)
        try:
            letter_fields.check(self.subject.text())
            letter_fields.check(self.body.toPlainText())
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.STOP)
        else:
            self.said.clear()
        self.changed.emit()

    def _attempt(self, act: "Callable[[], Wording]", done: str) -> None:
        try:
            wording = act()
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.STOP)
            return
        self._show(wording)
        self.kept.emit(wording.letter)
        self._frame.done(done)

    def _keep(self) -> None:
        from sessions import templates

        written = self.draft()
        self._attempt(
            lambda: self._desk.change(
                templates.write, written.letter, name=written.name, subject=written.subject,
                body=written.body, edition=written.edition, **self._note(),
            ),
            _("The wording is kept; the next letters have it."),
        )  # fmt: skip

    def _copy(self) -> None:
        from sessions import templates

        written = self.draft()
        name = _("{name} (new)").format(name=written.name)
        self._attempt(
            lambda: self._desk.change(templates.copy, written.letter, name=name, **self._note()),
            _("A new letter stands in the list."),
        )

    def _put_back(self, version: str) -> None:
        from sessions import templates

        one = self.wording
        if one is None or int(version) == one.edition:
            return
        self._attempt(
            lambda: self._desk.change(templates.put_back, one.letter, int(version), **self._note()),
            _("The earlier wording is in use again."),
        )

    def _retire(self) -> None:
        from sessions import templates

        one = self.wording
        if one is not None:
            self._desk.change(templates.retire, one.letter, **self._note())
            self.wording = None
            self.refresh()
            self._frame.done(_("{name} is out of use.").format(name=one.name))

    def _note(self) -> dict[str, Any]:
        return {"at": self._desk.now(), "by": self._desk.staff_id}


def _version(edition: int, at: object) -> str:
    from datetime import datetime

    if not isinstance(at, datetime):
        return _("As it came with the application")
    day = calendar.wareki(calendar.day_of(at))
    return _("Version {number}, {day}").format(number=edition, day=day)
