"""登録申請 keyed in: the person from the register, the proof of age, and what they wish for."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.desk import Desk
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.button import Button
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import applications
from programs.points.applications import ACTIVITIES, PROOFS, TRANSPORT, WEEKDAYS, Asked, Proof
from resources.calendar import wareki
from resources.names import is_kana
from resources.refusals import Refusal
from resources.words import _
from sessions import finding, office, people
from sessions.person_views import PersonView

_MOST = 8


class ApplicationForm(Dialog):
    """Asks for one application and enters it; `made` is its id afterwards."""

    def __init__(
        self, desk: Desk, year: int, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("A new application"), parent=parent)
        self._desk = desk
        self._year = year
        self.made = ""
        self.search = SearchField(_("Find in the register"), hint=_("Kana, name, telephone"))
        self.search.textChanged.connect(self._find)
        self.people: Table[PersonView] = Table(
            _("People found"),
            [
                Column(_("Name"), lambda one: wording.shown(one.name), bold=True,
                       ruby=lambda one: wording.shown(one.kana)),
                Column(_("Birth date"), lambda one: wareki(one.birth) if one.birth else "",
                       width=150),
                Column(_("District"), lambda one: one.district, width=110, folds=True),
            ],
            key=lambda one: one.id,
            empty=_("Type a name: who applies must be in the register."),
        )  # fmt: skip
        self.people.setFixedHeight(scale.px(180))
        self._today = today
        self.unknown = Button(_("Not in the register yet"), icon="user-round-plus")
        self.unknown.clicked.connect(self._enter_person)
        self.received = DateField(_("Received on"), value=today(), today=today, width=280)
        self.proof = Choice(
            _("Paper that proves the age"),
            [("", _("not seen yet")), *((one.value, _(word)) for one, word in PROOFS.items())],
        )
        self.consent = Tick(_("The form is signed: the city may be asked"))
        self.insurance = Tick(_("wants to be insured"), on=True)
        self.emergency = TextField(_("Emergency contact"))
        self.emergency.setMaxLength(200)
        districts = desk.read(office.get).details.districts
        self.wishes = {
            "activities": [Tick(word) for word in ACTIVITIES],
            "weekdays": [Tick(word) for word in WEEKDAYS],
            "districts": [Tick(word) for word in districts],
            "transport": [Tick(word) for word in TRANSPORT],
        }
        self._lay_out()
        self.said = Said()
        self.body.addWidget(self.said)
        self.stop_or(_("Take it in"), self.enter)
        fit(self, 820, 620, parent)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("part", "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, scale.gap(tokens.GAP_2), 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        above = QHBoxLayout()
        above.setSpacing(scale.gap(tokens.GAP_2))
        above.addWidget(self.search, 1)
        if self._desk.may("person.correct"):
            above.addWidget(self.unknown)
        column.addLayout(above)
        column.addWidget(self.people)
        row = QHBoxLayout()
        row.addWidget(self.received)
        row.addWidget(Field(_("Paper that proves the age"), self.proof, width=300))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Flow([self.consent, self.insurance]))
        column.addWidget(
            Field(
                _("Emergency contact"), self.emergency, hint=_("name, relation, telephone"), width=0
            )
        )
        for name, word in (
            ("activities", _("Wanted activities")), ("weekdays", _("Wanted weekdays")),
            ("districts", _("Wanted districts")), ("transport", _("Getting there")),
        ):  # fmt: skip
            column.addWidget(Label(word, px=tokens.LABEL, bold=True))
            column.addWidget(Flow(list(self.wishes[name])))
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)

    def _find(self, text: str) -> None:
        rows = self._desk.read(finding.find, text, limit=_MOST) if text.strip() else []
        found = [one.person for one in rows]
        self.people.set_rows(found)
        if found:
            self.people.point_at_row(0)

    def _enter_person(self) -> None:
        """Let who applies be entered; everything else in this form stays."""
        from desktop.points.new_applicant import NewApplicant

        text = self.search.text().strip()
        written = {"kana" if is_kana(text) else "name": text}
        dialog = NewApplicant(self._desk, self._today, parent=self, **written)
        if not dialog.exec() or not dialog.person_id:
            return
        self.search.clear()
        self.people.set_rows([self._desk.read(people.get, dialog.person_id)])
        self.people.point_at_row(0)

    def entered(self) -> Asked | None:
        """Return what was entered, None while nobody or no day is chosen."""
        person, day = self.people.current(), self.received.day()
        if person is None or day is None:
            return None
        wishes = {
            name: tuple(tick.words for tick in ticks if tick.isChecked())
            for name, ticks in self.wishes.items()
        }
        proof = Proof(self.proof.value()) if self.proof.value() else None
        return Asked(
            person.id, self._year, day, proof, self.consent.isChecked(),
            self.insurance.isChecked(), self.emergency.text(), **wishes,
        )  # fmt: skip

    def enter(self) -> None:
        """Enter the application, or say what is missing."""
        asked = self.entered()
        if asked is None:
            self.said.say(_("Choose who applies, and the day."), Status.WAIT)
            return
        try:
            self.made = self._desk.change(
                applications.receive, asked, at=self._desk.now(), by=self._desk.staff_id
            )
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}", Status.WAIT)
            return
        self.answer("go")
