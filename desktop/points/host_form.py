"""The form of a host: what an application or a change says, with the table of its capacity."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.long_text import LongText
from desktop.parts.said import Said
from desktop.parts.text_field import TextField, phone_field, tidy_number, zip_field
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import designation, host_capacity, hosts
from programs.points.host_capacity import DAYS, Capacity
from programs.points.hosts import HostDetails, HostView
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

_ROWS = 5  # activities with numbers of their own


class CapacityTable(QWidget):
    """How many people a host takes, an activity a line, a weekday a column."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, day in enumerate(DAYS, 1):
            grid.addWidget(
                Label(day, px=tokens.LABEL, bold=True, align=Qt.AlignmentFlag.AlignHCenter),
                0,
                column,
            )
        self.lines: list[tuple[TextField, list[TextField]]] = []
        for line in range(_ROWS):
            name = TextField(
                _("Activity {number}").format(number=line + 1), height=tokens.CONTROL_DENSE
            )
            grid.addWidget(name, line + 1, 0)
            counts = []
            for column, day in enumerate(DAYS, 1):
                words = _("Activity {number}, people on {day}").format(number=line + 1, day=day)
                field = TextField(words, tidy=tidy_number, height=tokens.CONTROL_DENSE)
                field.setFixedWidth(scale.px(44))
                grid.addWidget(field, line + 1, column)
                counts.append(field)
            self.lines.append((name, counts))

    def show_capacity(self, text: str) -> None:
        """Show a table as it is kept."""
        for (name, counts), one in zip(self.lines, host_capacity.parse(text), strict=False):
            name.setText(one.activity)
            for field, count in zip(counts, one.people, strict=True):
                field.setText(str(count) if count else "")

    def written(self) -> str:
        """Return the table as it is kept; refuses what `host_capacity.written` refuses."""
        return host_capacity.written(
            Capacity(name.text(), tuple(_count(field.text()) for field in counts))
            for name, counts in self.lines
        )


def _count(text: str) -> int:
    narrow = tidy_number(text)
    return int(narrow) if narrow.isdecimal() else -1 if narrow else 0


class HostForm(Dialog):
    """Asks what is known of a host; `save` does what is to be done with it, or refuses."""

    def __init__(
        self,
        desk: "Desk",
        title: str,
        known: HostDetails,
        save: Callable[["HostForm"], str],
        *,
        day: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._known, self._save = known, save
        self.made = ""
        self.texts: dict[str, TextField] = {}
        self.said = Said()
        self.body.addWidget(self.said)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, scale.gap(8), 0)
        grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        made = {"phone": phone_field, "fax": phone_field, "zip": zip_field}
        for place, (name, words) in enumerate(_fields()):
            field = made.get(name, TextField)(words, getattr(known, name))
            self.texts[name] = field
            optional = name not in {"number", "name"}
            grid.addWidget(
                Field(words, field, optional=optional, width=0), place // 2, place % 2
            )  # fmt: skip
        row = (len(self.texts) + 1) // 2
        self.day: DateField | None = None
        if day:
            today = calendar.day_of(desk.now())
            self.day = DateField(day, today=lambda: today, value=today)
            grid.addWidget(self.day, row, 0)
            row += 1
        self.capacity = CapacityTable()
        self.capacity.show_capacity(known.capacity)
        grid.addWidget(
            Label(_("How many people, by activity and weekday"), px=tokens.LABEL, bold=True),
            row,
            0,
            1,
            2,
        )
        grid.addWidget(self.capacity, row + 1, 0, 1, 2)
        self.way = LongText(_("Map: how to get there"), known.way, lines=2)
        self.note = LongText(_("To mind (infections, stool tests …)"), known.note, lines=2)
        for column, text in enumerate((self.way, self.note)):
            grid.addWidget(
                Field(text.accessibleName(), text, optional=True, width=0), row + 2, column
            )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        for ground in (inside, area.viewport()):
            ground.setAutoFillBackground(False)
        area.setMinimumSize(scale.px(700), scale.px(430))
        self.body.addWidget(area, 1)
        self.stop_or(_("Keep the host"), self.keep)

    def details(self) -> HostDetails:
        """Return what is written; refuses a table of capacity that cannot be."""
        texts: dict[str, Any] = {name: field.tidied().strip() for name, field in self.texts.items()}
        return replace(
            self._known, **texts, way=self.way.toPlainText().strip(),
            note=self.note.toPlainText().strip(), capacity=self.capacity.written(),
        )  # fmt: skip

    def keep(self) -> None:
        """Keep it, or say what is missing."""
        try:
            self.made = self._save(self)
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}")
            return
        self.answer("keep")

    @classmethod
    def enter(cls, desk: "Desk", parent: QWidget | None, *, applying: bool) -> str:
        """Take an application, or enter a host that is designated; return its id, "" for none."""
        listed = desk.read(hosts.listing)
        taken = [int(one.number) for one in listed if one.number.isdecimal()]
        known = HostDetails(str(max(taken, default=0) + 1), "")

        def save(form: "HostForm") -> str:
            day = form.day.day() if form.day is not None else None
            if day is None:
                raise Refusal(_("The day is still missing."), _("Enter the day."))
            at, by = desk.now(), desk.staff_id
            if applying:
                return desk.change(hosts.apply, form.details(), on=day, at=at, by=by)
            entered = replace(form.details(), designated=day)
            return desk.change(designation.designate, entered, at=at, by=by)

        title = _("Application of a host") if applying else _("A host that is designated")
        day = _("Applied on") if applying else _("Designated on")
        form = cls(desk, title, known, save, day=day, parent=parent)
        form.exec()
        return form.made

    @classmethod
    def correct(cls, desk: "Desk", parent: QWidget | None, host: HostView) -> bool:
        """Correct what is known of a host (変更届); return whether it was kept."""

        def save(form: "HostForm") -> str:
            desk.change(
                designation.correct, host.id, form.details(), version=host.version,
                at=desk.now(), by=desk.staff_id,
            )  # fmt: skip
            return host.id

        form = cls(desk, _("Change of a host"), hosts.details(host), save, parent=parent)
        form.exec()
        return bool(form.made)


def _fields() -> tuple[tuple[str, str], ...]:
    return (
        ("name", _("Name")),
        ("number", _("Number of the host")),
        ("kind", _("Kind of host")),
        ("corporation", _("Corporation")),
        ("office_number", _("Office number (事業所番号)")),
        ("contact", _("In charge")),
        ("fax", _("Fax")),
        ("phone", _("Telephone")),
        ("zip", _("Postcode")),
        ("address", _("Address")),
        ("weekdays", _("Weekdays")),
        ("activities", _("What is done there")),
    )
