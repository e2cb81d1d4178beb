"""The form of a rule set: every field with what is wrong with it said beside it, in words."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.long_text import LongText
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField
from desktop.points import rule_fields
from desktop.points.rule_fields import FIELDS, GROUPS, FieldOf
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import rule_reading
from programs.points.rule import Rule
from programs.points.rule_reading import Misplaced
from resources.words import _

_WAIT_MS = 200  # after the last letter, before the effect is worked out
_MANY = frozenset({"words", "pairs", "windows", "measures"})


class RuleForm(QWidget):
    """All fields of a rule set; `changed` carries the rule they say, None while one is wrong."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.editors: dict[str, TextField | LongText | Choice] = {}
        self.fields: dict[str, Field] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WAIT_MS)
        self._rest.timeout.connect(self.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        for words, several in GROUPS:
            card = Card(_(words), rule=True)
            card.add(Pairs([self._field(one) for one in several], even=True))
            column.addWidget(card)

    def _field(self, one: FieldOf) -> Field:
        words = rule_fields.label(one)
        editor: TextField | LongText | Choice
        if one.kind in {"choice", "flag"}:
            offered = one.answers or (("yes", _("Yes")), ("no", _("No")))
            editor = Choice(words, [(value, _(said)) for value, said in offered])
            editor.chosen.connect(lambda _value: self.read())
        elif one.kind in _MANY:
            editor = LongText(words, lines=4 if one.kind == "pairs" else 3)
            editor.textChanged.connect(self._rest.start)
        else:
            editor = TextField(words)
            editor.textEdited.connect(lambda _text: self._rest.start())
        self.editors[one.place] = editor
        self.fields[one.place] = Field(words, editor, hint=_(one.hint) if one.hint else "")
        return self.fields[one.place]

    def show_rule(self, rule: Rule) -> None:
        """Fill the fields with `rule`."""
        for place, text in rule_fields.shown(rule_reading.written(rule)).items():
            editor = self.editors[place]
            editor.blockSignals(True)
            if isinstance(editor, Choice):
                editor.set_value(text)
            elif isinstance(editor, LongText):
                editor.setPlainText(text)
            else:
                editor.setText(text)
            editor.blockSignals(False)
        self.read()

    def written(self) -> dict[str, str]:
        """Return {place: text} as it stands in the fields."""
        return {place: _text_of(self.editors[place]) for place in FIELDS}

    def read(self) -> Rule | None:
        """Read the fields, say what is wrong beside the one that is, and tell the rule."""
        self._rest.stop()
        for field in self.fields.values():
            field.set_error("")
        try:
            rule = rule_reading.read(self._told())
        except Misplaced as refusal:
            one = rule_fields.field_of(refusal.place)
            if one is not None:
                self.fields[one.place].set_error(refusal.advice)
            self.changed.emit(None)
            return None
        self.changed.emit(rule)
        return rule

    def _told(self) -> Mapping[str, Any]:
        return rule_fields.told_by(self.written())

    def wrong(self) -> Field | None:
        """Return the first field that is wrong."""
        return next((field for field in self.fields.values() if field.error), None)


def _text_of(editor: TextField | LongText | Choice) -> str:
    if isinstance(editor, Choice):
        return editor.value()
    return editor.toPlainText() if isinstance(editor, LongText) else editor.text()
