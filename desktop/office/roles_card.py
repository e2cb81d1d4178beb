"""役割: the roles of the person chosen among the staff, changed alone or asked for by two."""

from typing import TYPE_CHECKING

from desktop.dialogs import reason
from desktop.office.section import in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources import roles
from resources.roles import Role
from resources.words import _
from sessions import second_person, staff
from sessions.staff import StaffView

if TYPE_CHECKING:
    from desktop.office.section import Section


class RolesCard(Card):
    """Ticks for the roles of one person; `show_person` says whose they are."""

    def __init__(self, section: "Section") -> None:
        super().__init__(_("Roles"), rule=True)
        self._section = section
        self._person: StaffView | None = None
        self.words = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.add(self.words)
        self.ticks = {role: Tick(roles.role_name(role)) for role in Role}
        self.add(Flow(tuple(self.ticks.values())))
        self.save_roles = Button(_("Change the role"), kind=Kind.PRIMARY, icon="users-round")
        self.save_roles.clicked.connect(self.change)
        self.body.addLayout(in_a_row(self.save_roles))
        self.show_person(None)

    def show_person(self, one: StaffView | None) -> None:
        """Show the roles of `one`; nobody, oneself and who left have nothing to change."""
        self._person = one
        desk = self._section.desk
        free = one is not None and one.active and one.id != desk.staff_id
        free = free and desk.may("staff.role")
        for role, tick in self.ticks.items():
            tick.setChecked(one is not None and role in one.roles)
            tick.setEnabled(free)
        self.save_roles.setEnabled(free)
        self.words.setText(self._said(one, free=free))

    def _said(self, one: StaffView | None, *, free: bool) -> str:
        if one is None:
            return _("Choose somebody in the list.")
        if free:
            return _("What {name} is here. Two roles allow what either of them allows.").format(
                name=one.name
            )
        if one.id == self._section.desk.staff_id:
            return _("Nobody changes their own role. Another administrator can.")
        if not one.active:
            return _("{name} no longer works here.").format(name=one.name)
        return _("Only the administrator changes roles.")

    def wanted(self) -> frozenset[Role]:
        """Return the roles that are ticked."""
        return frozenset(role for role, tick in self.ticks.items() if tick.isChecked())

    def change(self) -> None:
        """Give the ticked roles; making an administrator asks a second person."""
        one, desk, section = self._person, self._section.desk, self._section
        if one is None:
            return
        wanted = self.wanted()
        if Role.ADMIN in wanted and not one.administers:
            self._ask_second(one)
            wanted -= {Role.ADMIN}
        if wanted and wanted != one.roles:
            section.attempt(
                lambda: desk.change(
                    staff.assign_roles, one.id, roles.letters_of(wanted),
                    at=desk.now(), by=desk.staff_id,
                ),
                _("The role of {name} is changed.").format(name=one.name),
            )  # fmt: skip
        elif not wanted:
            section.attempt(
                lambda: desk.change(staff.assign_roles, one.id, "", at=desk.now(), by=desk.staff_id)
            )

    def _ask_second(self, one: StaffView) -> None:
        desk = self._section.desk
        about = _("Make {name} administrator").format(name=one.name)
        why = reason.ask(
            self,
            about + "?",
            _("Another administrator must agree; it waits under Today for them."),
            act=_("Ask for it"),
            usual=(_("Handover of the office"), _("Standing in during absence")),
        )
        if why is not None:
            self._section.attempt(
                lambda: desk.change(
                    second_person.request, staff.make_administrator, {"staff_id": one.id},
                    about=about, why=why, at=desk.now(), by=desk.staff_id,
                ),
                _("Asked for. Another administrator finds it under Today."),
            )  # fmt: skip
