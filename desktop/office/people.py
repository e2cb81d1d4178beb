"""机の人: who works here, who left, and what they are called."""

from typing import Any, ClassVar

from desktop.office.own_key import OwnKeyCard
from desktop.office.own_meetings import OwnMeetingsCard
from desktop.office.roles_card import RolesCard
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, kana_field
from desktop.style import tokens
from desktop.style.scale import scale
from resources import keys, roles
from resources.roles import Role
from resources.words import _
from sessions import staff
from sessions.staff import StaffView


class PeopleSection(Section):
    """Lists the staff; adds, renames, and notes who left or came back."""

    reads: ClassVar[frozenset[str]] = frozenset({"Staff"})

    def build(self) -> None:
        """Make the list and the form below it."""
        card = self.card(
            _("People at the desk"), _("What somebody did keeps their name, also after they left.")
        )
        self.table: Table[StaffView] = Table(
            _("People at the desk"),
            (
                Column(_("Name"), lambda one: one.name, ruby=lambda one: one.kana, bold=True),
                Column(_("Roles"), _roles, width=210),
                Column(_("Short form"), lambda one: one.initials, width=120, folds=True),
                Column(
                    _("State"),
                    lambda one: _("Works here") if one.active else _("No longer works here"),
                    chip=lambda one: Status.OK if one.active else Status.NONE,
                    width=150,
                ),
            ),
            key=lambda one: one.id,
        )
        self.table.setMinimumHeight(scale.px(230))
        self.table.pointed.connect(self._show)
        card.add(self.table)
        self.leave = Button(_("No longer works here"), icon="log-out")
        self.back = Button(_("Works here again"), icon="undo-2")
        self.leave.clicked.connect(self._leave)
        self.back.clicked.connect(self._come_back)
        card.body.addLayout(in_a_row(self.leave, self.back))
        form = self.card(_("Add or correct"))
        self.name = NameField(_("Name"))
        self.kana = kana_field(_("Reading"))
        self.initials = TextField(_("Short form"))
        self.name.heard.connect(
            lambda piece: self.kana.setText(f"{self.kana.text()} {piece}".strip())
        )
        form.body.addLayout(
            in_a_row(
                Field(_("Name"), self.name, width=240),
                Field(_("Reading"), self.kana, optional=True, width=240),
                Field(_("Short form"), self.initials, optional=True, width=160),
            )
        )
        self.add = Button(_("Add this person"), kind=Kind.PRIMARY, icon="plus")
        self.rename = Button(_("Correct the one chosen"), icon="pencil")
        self.add.clicked.connect(self._add)
        self.rename.clicked.connect(self._rename)
        form.body.addLayout(in_a_row(self.rename, self.add))
        form.body.addSpacing(tokens.GAP_1)
        self.roles = RolesCard(self)
        self.column.addWidget(self.roles)
        self.meetings = OwnMeetingsCard(self)
        self.column.addWidget(self.meetings)
        self.own = OwnKeyCard(self)
        self.column.addWidget(self.own)
        papers = self.card(
            _("Papers to follow"),
            _(
                "A new colleague begins, or one leaves: print the paper and do what it says, step"
                " by step."
            ),
        )
        self.april = Button(_("Print: handover in April"), icon="printer")
        self.goodbye = Button(_("Print: a colleague leaves"), icon="printer")
        self.april.clicked.connect(lambda: self._print("april"))
        self.goodbye.clicked.connect(lambda: self._print("leaving"))
        papers.body.addLayout(in_a_row(self.april, self.goodbye))
        self._show(None)

    def refresh(self) -> None:
        """Read everybody, also who left."""
        self.table.set_rows(self.desk.read(staff.listing, everyone=True))
        self._show(self.table.current())

    def _show(self, one: StaffView | None) -> None:
        self.leave.setEnabled(one is not None and one.active)
        self.back.setEnabled(one is not None and not one.active)
        self.rename.setEnabled(one is not None)
        self.roles.show_person(one)
        self.meetings.show_person(one)
        for button in (self.leave, self.back, self.rename, self.add):
            button.setEnabled(button.isEnabled() and self.desk.may("staff.correct"))
        if one is not None:
            self.name.setText(one.name)
            self.kana.setText(one.kana)
            self.initials.setText(one.initials)

    def _print(self, which: str) -> None:
        from desktop import jobs, print_tray

        self.frame.go("preview", print_tray.lay(jobs.handover(self.desk, which)))

    def _add(self) -> None:
        added = self.attempt(
            lambda: self.desk.change(
                staff.enrol,
                self.name.text(),
                kana=self.kana.tidied(),
                initials=self.initials.text(),
                at=self.desk.now(),
                by=self.desk.staff_id,
            ),
            _("{name} is at the desk now.").format(name=self.name.text().strip()),
        )
        if added:
            for field in (self.name, self.kana, self.initials):
                field.clear()

    def _rename(self) -> None:
        one = self.table.current()
        if one is not None:
            self.attempt(
                lambda: self.desk.change(
                    staff.rename,
                    one.id,
                    self.name.text(),
                    kana=self.kana.tidied(),
                    initials=self.initials.text(),
                    at=self.desk.now(),
                    by=self.desk.staff_id,
                ),
                _("The name is corrected."),
            )

    def _leave(self) -> None:
        one = self.table.current()
        if one is not None:
            self.attempt(lambda: self._turn(one.id, here=False))

    def _come_back(self) -> None:
        one = self.table.current()
        if one is not None:
            self.attempt(lambda: self._turn(one.id, here=True))

    def _turn(self, staff_id: str, *, here: bool) -> None:
        verb, other = (staff.come_back, staff.leave) if here else (staff.leave, staff.come_back)
        note: Any = {"at": self.desk.now(), "by": self.desk.staff_id}
        self.desk.change(verb, staff_id, **note)
        if not here and not self.desk.office.on_server:
            # Their own passphrase opens nothing from now on, whoever comes back chooses anew.
            keys.remove_own(self.desk.office.folder, staff_id)
        words = _("Noted as working here.") if here else _("Noted as having left.")
        self.frame.done(words, undo=lambda: self.desk.change(other, staff_id, **note))


def _roles(one: StaffView) -> str:
    return "・".join(roles.role_name(role) for role in Role if role in one.roles)
