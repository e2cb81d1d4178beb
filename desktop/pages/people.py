"""名簿: one of many found in one or two keys, with what is known of them beside the list."""

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.dialogs import export_list
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.empty import Empty
from desktop.parts.flow import Flow
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.register import telling
from desktop.register.acts import Acts
from desktop.register.looking import Looking
from desktop.register.people_list import PeopleList
from desktop.register.person_card import PersonCard
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _, ngettext
from sessions import finding, likeness, office, person_rows
from sessions.person_rows import PersonRow

SEARCH, DOUBLES = "search:", "doubles"
_LIST_WIDTH, _CARD_WIDTH = 560, 500
_REST_MS = 40  # the bar may fly over many people; only where it rests is read


class People(Page):
    """The register. `open_at` takes `search:TEXT`, `doubles`, or the id of a person."""

    name: ClassVar[str] = "people"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Person", "Phone", "Membership", "Pass", "Likeness", "Arrival", "Expected"}
    )
    help_topic: ClassVar[str] = "people"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = Acts(self, self.desk, self.frame)
        self.looking = Looking(self.desk, self)
        self._why: dict[str, tuple[int, str]] = {}
        self._sought = ""
        self._pairs = 0
        self.new = Button(
            _("Register a person"), kind=Kind.PRIMARY, icon="user-round-plus", key="Ctrl N"
        )
        self.new.clicked.connect(lambda: self.frame.go("person_form", "new"))
        self.bring_in = Button(_("Bring in"), kind=Kind.SECONDARY, icon="download")
        self.bring_in.setToolTip(_("Bring in a list"))
        self.bring_in.clicked.connect(lambda: self.frame.go("intake"))
        self.addresses = Button(
            _("Addresses"), kind=Kind.QUIET, icon="mail", height=tokens.CONTROL_DENSE
        )
        self.addresses.setToolTip(_("Labels and envelopes for the people shown"))
        self.addresses.clicked.connect(self._write_to)
        self.take_out = Button(
            _("Take out"), kind=Kind.QUIET, icon="upload", height=tokens.CONTROL_DENSE
        )
        self.take_out.setToolTip(_("Take out the people shown as a list for Excel"))
        self.take_out.clicked.connect(self._take_out)
        self.said = Said()
        self.list = PeopleList(self.desk.now)
        self.list.sought.connect(self._seek)
        self.list.table.pointed.connect(self._point)
        self.list.table.opened.connect(self._open)
        self.list.opened.connect(lambda: self._open(self.list.table.current()))
        self.list.newcomer.clicked.connect(self._newcomer)
        self.card = PersonCard()
        self.card.points_asked.connect(lambda at: self.frame.go("points_volunteer", at))
        self.card.edit_asked.connect(self._edit)
        self.card.card_asked.connect(lambda: self._with_person(self.acts.print_card))
        self.card.lost_asked.connect(self._lost)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.card, 1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(self.list, 1)
        column.addWidget(Flow([self.addresses, self.take_out], right=True))
        column.addWidget(self.said)
        self.columns = Columns(
            main, side, name=_("About this person"), side_width=_CARD_WIDTH, least_main=_LIST_WIDTH
        )
        self.body.addWidget(self.columns, 1)
        invite = Button(_("Bring in the first list"), kind=Kind.PRIMARY, icon="download")
        invite.clicked.connect(lambda: self.frame.go("intake"))
        self.empty = Empty(
            "users-round",
            _("The register is still empty."),
            _("Bring in the list you have in Excel, or register one person."),
            invite,
        )
        self.empty.setMinimumHeight(scale.px(300))
        self.empty.hide()
        self.body.addWidget(self.empty, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell)

    # The page's place in the window

    def heading_note(self) -> str:
        """Return how many people are in the register."""
        count = len(self.list.everybody)
        return ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")

    def head_buttons(self) -> list[QWidget]:
        """Return 取り込む and 人を登録."""
        return [self.bring_in, self.new] if self.list.everybody else [self.new]

    def regions(self) -> list[QWidget]:
        """Return the list and the person beside it."""
        return [self.list, self.columns] if self.list.everybody else [self.empty]

    def filter_field(self) -> QWidget:
        """Return the field for a name."""
        return self.list.field

    def open_at(self, subject: str) -> None:
        """Look for a text, compare doubles, or put the bar on a person."""
        if subject.startswith(SEARCH):
            self.freshen_now()
            self.list.look_for(subject.removeprefix(SEARCH))
        elif subject == DOUBLES:
            QTimer.singleShot(0, self, lambda: self.frame.go("doubles"))
        elif subject:
            self.freshen_now()
            self.list.table.point_at(subject)

    def freshen_now(self) -> None:
        """Read at once what is stale, though the page is not on the screen yet."""
        if self.stale:
            self.stale = False
            self.refresh()

    def step_back(self) -> bool:
        """Empty the filters first; a second Esc leaves."""
        return self.list.clear()

    # Reading

    def refresh(self) -> None:
        """Read the whole list, and the person beside it."""
        rows = self.desk.read(person_rows.rows)
        self._pairs = len(self.desk.read(likeness.open_pairs))
        districts = self.desk.read(office.get).details.districts
        self.list.show_people(rows, districts)
        if self._sought:
            self._find()
        there = bool(rows)
        self.columns.setVisible(there)
        self.empty.setVisible(not there)
        self.new.set_kind(Kind.PRIMARY if there else Kind.SECONDARY)
        self._tell_pairs()
        if there and self.list.table.current() is None:
            self.list.table.point_at_row(0)
        self._tell()

    def _tell_pairs(self) -> None:
        if not self._pairs:
            self.said.clear()
            return
        words = ngettext(
            "{count} pair may be one person.", "{count} pairs may be one person.", self._pairs
        )
        self.said.say(
            words.format(count=self._pairs),
            Status.WAIT,
            action=_("Compare"),
            act=lambda: self.frame.go("doubles"),
        )

    def _seek(self, text: str) -> None:
        self._sought = text.strip()
        self._find()

    def _find(self) -> None:
        """Ask once for the keystroke; the rows themselves are in the list already."""
        self._why = self.desk.read(finding.ranked, self._sought) if self._sought else {}
        self.list.show_found(self._why if self._sought else None)
        self.looking.search(len(self._why))

    def _point(self, row: PersonRow | None) -> None:
        if row is None:
            self._rest.stop()
            self.card.set_shown(False)
            return
        self._rest.start()

    def _tell(self) -> None:
        row = self.list.table.current()
        if row is None:
            self.card.set_shown(False)
            return
        whole = self.desk.read(telling.read, row.id)
        _rank, why = self._why.get(row.id, (0, ""))
        self.card.show_person(whole, self.desk.now(), finding.reason(why) if why else "")

    # Acts

    def _open(self, row: PersonRow | None) -> None:
        if row is not None:
            self.frame.go("person", row.id)

    def _edit(self) -> None:
        row = self.list.table.current()
        if row is not None:
            self.frame.go("person_form", row.id)

    def _write_to(self) -> None:
        self.frame.go("labels", "people:" + ",".join(row.id for row in self.list.table.shown()))

    def _with_person(self, act: Any) -> None:
        row = self.list.table.current()
        if row is not None:
            act(row.id)

    def _lost(self) -> None:
        if self.card.whole is not None:
            self.acts.lost_card(self.card.whole)

    def _take_out(self) -> None:
        saved = export_list.ask(self, self.desk, [row.id for row in self.list.table.shown()])
        if saved is not None:
            self.frame.done(_("The list was saved: {file}").format(file=saved))

    def _newcomer(self) -> None:
        self.frame.go("person_form", f"new:{self._sought}")
