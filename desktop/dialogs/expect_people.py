"""Choosing people of the register for a list, many at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.desk import Desk
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.style import tokens
from resources.words import _, ngettext
from sessions import office, person_listing
from sessions.person_views import POINTS, SUPPORTERS, PersonView
from sessions.suppression import Use

MOST = 500


class ExpectPeople(Dialog):
    """The register with a box before each person; `there` are on the list already."""

    def __init__(self, desk: Desk, there: set[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Who shall be on the list?"), parent=parent)
        self._desk = desk
        self._there = there
        self.chosen: dict[str, PersonView] = {}
        self._filling = False
        self.search = SearchField(_("Find in the register"), hint=_("Kana, name, telephone"))
        districts = desk.read(office.get).details.districts
        self.district = Choice(
            _("District"),
            [("", _("All districts")), *((name, name) for name in districts)],
        )
        self.programme = Choice(
            _("Programme"),
            [
                ("", _("All programmes")),
                (POINTS, _("Volunteer points")),
                (SUPPORTERS, _("Supporters")),
            ],
        )
        self.tabs = IndexTabs()
        self.all = Button(_("Tick all shown"), kind=Kind.SOFT, height=tokens.CONTROL_DENSE)
        self.note = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        self.table: Table[PersonView] = Table(
            _("People of the register"),
            (
                Column(
                    _("Name"),
                    lambda person: wording.name(person.name),
                    ruby=lambda person: wording.name(person.kana),
                    bold=True,
                ),
                Column(_("District"), lambda person: person.district, width=150, folds=True),
                Column(_("Telephone"), _phone, width=160, folds=True),
                Column(
                    _("Needs at the hall"),
                    lambda person: wording.needs_words(person.needs),
                    width=150,
                    folds=True,
                ),
            ),
            key=lambda person: person.id,
            ticks=True,
            reading=lambda person: person.kana,
            empty=_("Nobody is found by this."),
        )
        top = QHBoxLayout()
        top.addWidget(self.search, 2)
        top.addWidget(self.district, 1)
        top.addWidget(self.programme, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.all)
        self.body.addLayout(foot)
        self.stop_or("", leave=_("Stop"))
        self.search.sought.connect(lambda _text: self.fill())
        self.search.entered.connect(lambda _text: self._into_table())
        self.search.moved.connect(lambda _step: self._into_table())
        self.district.chosen.connect(lambda _value: self.fill())
        self.programme.chosen.connect(lambda _value: self.fill())
        self.tabs.chosen.connect(lambda _tab: self.fill())
        self.table.ticks_changed.connect(lambda _count: self._take())
        self.table.opened.connect(self._flip)
        self.all.clicked.connect(self._tick_all)
        fit(self, 900, 620, parent)
        self.fill()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self) -> None:
        """Show those whom the filters let pass and who are not on the list yet."""
        found = self._desk.read(
            person_listing.listing,
            tab=self.tabs.current(),
            district=self.district.value(),
            programme=self.programme.value(),
            text=self.search.text(),
            limit=MOST + len(self._there),
        )
        rows = [
            person for person in found.rows if person.id not in self._there and not _gone(person)
        ][:MOST]
        self._filling = True
        self.table.set_rows(rows)
        self.table.set_ticked({person.id for person in rows if person.id in self.chosen})
        self._filling = False
        self.tabs.set_counts(found.tabs)
        lines = []
        gone = sum(_gone(person) for person in found.rows)
        if gone:
            words = ngettext("{count} person was left out.", "{count} people were left out.", gone)
            lines.append(words.format(count=gone))
        if found.total > MOST:
            lines.append(_("The first {count} are shown.").format(count=MOST))
        if self._there:
            count = len(self._there)
            words = ngettext(
                "{count} person is on the list already.",
                "{count} people are on the list already.",
                count,
            )
            lines.append(words.format(count=count))
        self.note.setText(" ".join(lines))
        self._say()

    def _into_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.point_at_row(0)

    def _flip(self, person: PersonView | None) -> None:
        if person is not None:
            shown = {one.id for one in self.table.ticked()}
            self.table.set_ticked(shown ^ {person.id})

    def _tick_all(self) -> None:
        self.table.set_ticked({person.id for person in self.table.shown()})

    def _take(self) -> None:
        """Remember the ticks of the people shown; those of others stay."""
        if self._filling:
            return
        ticked = {person.id: person for person in self.table.ticked()}
        for person in self.table.shown():
            self.chosen.pop(person.id, None)
        self.chosen.update(ticked)
        self._say()

    def _say(self) -> None:
        count = len(self.chosen)
        words = ngettext("Add {count} person", "Add {count} people", count)
        self.go.set_words(words.format(count=count))
        self.go.setEnabled(bool(count))


def _gone(person: PersonView) -> bool:
    return person.held is not None and person.held.stops(Use.EXPECT)


def _phone(person: PersonView) -> str:
    return person.phones[0][0] if person.phones else ""


def ask(parent: QWidget | None, desk: Desk, there: set[str]) -> list[str]:
    """Ask and wait; return the ids of the people chosen, nothing when it was left."""
    dialog = ExpectPeople(desk, there, parent)
    return list(dialog.chosen) if dialog.exec() else []
