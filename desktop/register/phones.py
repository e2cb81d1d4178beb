"""The telephones of a person: one line each, as many as they have."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.text_field import TextField, phone_field
from desktop.register import checks
from desktop.style import tokens
from resources.contacts import AREA_CODE, telephone
from resources.words import _

_MOST = 5


class Phones(QWidget):
    """Fields for telephone numbers; `changed` is sent at every letter.

    `area_code` completes numbers written without one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area_code = AREA_CODE
        self.lines: list[TextField] = []
        self.fields: list[Field] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.more = Button(
            _("One more number"), kind=Kind.QUIET, icon="plus", height=tokens.CONTROL_DENSE,
            size=tokens.LABEL,
        )  # fmt: skip
        self.more.clicked.connect(self._one_more)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._add("")

    def _add(self, text: str) -> TextField:
        number = len(self.lines) + 1
        label = _("Telephone") if number == 1 else _("Telephone {number}").format(number=number)
        line = phone_field(label, text)
        field = Field(label, line, check=lambda: checks.phone(line.text()))
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._column.insertWidget(len(self.fields), field)
        self.lines.append(line)
        self.fields.append(field)
        self.more.setVisible(number < _MOST)
        return line

    def _one_more(self) -> None:
        self._add("").setFocus(Qt.FocusReason.OtherFocusReason)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show `texts`, one line each."""
        wanted = max(1, min(len(texts), _MOST))
        while len(self.fields) > wanted:
            field = self.fields.pop()
            self.lines.pop()
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        while len(self.fields) < wanted:
            self._add("")
        for number, line in enumerate(self.lines):
            line.setText(texts[number] if number < len(texts) else "")
            self.fields[number].set_error("")
        self.more.setVisible(len(self.fields) < _MOST)

    def texts(self) -> list[str]:
        """Return the lines as they are written."""
        return [line.text() for line in self.lines]

    def phones(self) -> tuple[tuple[str, str], ...]:
        """Return the numbers as written and as digits."""
        found = (telephone(line.tidied(), self.area_code) for line in self.lines)
        return tuple((written, digits) for written, digits in found if digits)
