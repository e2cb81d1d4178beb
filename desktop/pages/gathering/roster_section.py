"""よぶ人: who is expected, what they replied, and how people come onto the list."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import meeting_words as wording
from desktop.dialogs import applications, expect_people, guest, proxy
from desktop.dialogs.question import Answer, ask
from desktop.pages.gathering.row_keys import RowKeys
from desktop.pages.gathering.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.chip import Chip
from desktop.parts.flow import Flow
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.names import fold
from resources.words import _, ngettext
from sessions import expecting, recognition, rosters, suppression
from sessions.expecting import Added
from sessions.meeting_rules import Act, may
from sessions.rosters import ExpectedFacts, Reply, Source
from sessions.suppression import Standing


class RosterSection(Section):
    """The list in 五十音 order. On a row 1 2 3 0 note the reply and Delete takes it off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: tuple[ExpectedFacts, ...] = ()
        self.held: dict[str, Standing] = {}
        self.search = SearchField(
            _("Find on this list"), hint=_("Name on this list"), key="/", height=tokens.CONTROL
        )
        self.from_register = Button(_("Choose from the register"), icon="users-round")
        self.from_forms = Button(_("See the applications"), kind=Kind.SOFT, icon="clipboard-list")
        self.by_hand = Button(_("Write by hand"), kind=Kind.SOFT, icon="pencil")
        self.tabs = IndexTabs()
        self.count = Label(px=tokens.LABEL, bold=True)
        self.full = Chip(Status.WAIT, "")
        self.full.hide()
        self.replies = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.table: Table[ExpectedFacts] = Table(
            _("People expected"),
            (
                Column(
                    _("Name"),
                    self._named,
                    ruby=lambda line: wording.name(line.kana) if line.name else "",
                    bold=True,
                    sort=lambda line: line.sort_key,
                ),
                Column(_("District"), lambda line: line.district or line.affiliation, width=150,
                       folds=True),
                Column(
                    _("Reply"),
                    lambda line: wording.reply_chip(line.reply)[1],
                    chip=lambda line: wording.reply_chip(line.reply)[0],
                    below=None,
                    width=140,
                    folds=True,
                    sort=lambda line: list(Reply).index(line.reply),
                ),
                Column(_("Proxy"), lambda line: wording.name(line.proxy_name), width=130,
                       folds=True),
                Column(
                    _("Needs at the hall"),
                    lambda line: wording.needs_words(line.needs),
                    chip=lambda line: Status.INFO if line.needs else None,
                    width=180,
                    folds=True,
                ),
                Column(_("Came onto the list"), _source, width=150, folds=True),
            ),
            key=lambda line: line.id,
            reading=lambda line: line.kana,
            empty=_("Nobody is on this list yet. Choose people from the register."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(190))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.bar = Flow([self.from_register, self.from_forms, self.by_hand])
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.bar, 2)
        self.column.addLayout(top)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.table, 1)
        numbers = QHBoxLayout()
        numbers.addWidget(self.count)
        numbers.addWidget(self.full)
        numbers.addWidget(self.replies, 1)
        self.column.addLayout(numbers)
        high = tokens.CONTROL_DENSE
        self.yes = Button(_("Will come"), key="1", height=high)
        self.no = Button(_("Cannot come"), key="2", height=high)
        self.proxy = Button(_("Proxy will come"), key="3", height=high)
        self.none = Button(_("No reply yet"), key="0", height=high)
        self.off = Button(_("Take off the list"), kind=Kind.QUIET, key="Delete", height=high)
        self.deeds = Flow([self.yes, self.no, self.proxy, self.none, self.off])
        # These keys are live on a row only: digits belong to the fields.
        for button in (self.yes, self.no, self.proxy, self.none, self.off):
            button.setShortcut("")
        self.column.addWidget(self.deeds)
        follow(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(190))
        self.search.setMinimumWidth(scale.px(190))

    def _connect(self) -> None:
        self.search.sought.connect(lambda _text: self._filter())
        self.search.moved.connect(self._move)
        self.search.entered.connect(lambda _text: self.table.setFocus())
        self.tabs.chosen.connect(lambda _tab: self._filter())
        self.table.pointed.connect(lambda _line: self._offer())
        self.table.opened.connect(self._open)
        self.from_register.clicked.connect(self.choose_people)
        self.from_forms.clicked.connect(self.see_applications)
        self.by_hand.clicked.connect(self.write_guest)
        self.yes.clicked.connect(lambda: self.reply(Reply.YES))
        self.no.clicked.connect(lambda: self.reply(Reply.NO))
        self.proxy.clicked.connect(lambda: self.reply(Reply.PROXY))
        self.none.clicked.connect(lambda: self.reply(Reply.NONE))
        self.off.clicked.connect(self.remove)
        key = Qt.Key
        RowKeys(
            self.table,
            {
                key.Key_1: lambda: self.reply(Reply.YES),
                key.Key_2: lambda: self.reply(Reply.NO),
                key.Key_3: lambda: self.reply(Reply.PROXY),
                key.Key_0: lambda: self.reply(Reply.NONE),
                key.Key_Delete: self.remove,
            },
        )

    def begin(self) -> None:
        """Show the whole list of the next meeting."""
        self.search.clear()
        self.tabs.set_current("")

    def filter_field(self) -> QWidget:
        """Return the search of this list."""
        return self.search

    def refresh(self) -> None:
        """Read the list."""
        assert self.meeting is not None
        self.lines = self.desk.read(rosters.listing, self.meeting_id)
        people = [line.person_id for line in self.lines if line.person_id]
        self.held = self.desk.read(suppression.standing, people)
        self.table.set_rows(self.lines)
        self.tabs.set_counts({tab.tab: tab.count for tab in rosters.index_tabs(self.lines)})
        self._filter()
        self._count()
        can = may(self.meeting.state, Act.EXPECT)
        for button in (self.from_register, self.by_hand):
            button.setEnabled(can)
        self._offer()

    def _named(self, line: ExpectedFacts) -> str:
        """Return the name on a line, marked where the register withholds the person."""
        name = wording.name(line.name or line.kana)
        held = self.held.get(line.person_id or "")
        return name if held is None else f"{name}　⚠{held.words}"

    def _count(self) -> None:
        assert self.meeting is not None
        listed = [line for line in self.lines if line.source not in {Source.WALK_IN, Source.DOOR}]
        room = self.meeting.capacity
        words = ngettext("{count} person expected", "{count} people expected", len(listed))
        self.count.setText(words.format(count=len(listed)))
        coming = sum(1 for line in listed if line.reply is not Reply.NO)
        over = coming - room if room else 0
        self.full.setVisible(bool(room))
        self.full.show_status(
            Status.WAIT if over > 0 else Status.OK,
            _("{count} over {room} places").format(count=over, room=room)
            if over > 0
            else _("{count} of {room} places").format(count=coming, room=room),
        )
        parts = []
        for reply in (Reply.YES, Reply.NO, Reply.PROXY, Reply.NONE):
            count = sum(1 for line in listed if line.reply is reply)
            if count:
                parts.append(f"{wording.reply_chip(reply)[1]} {count}")
        self.replies.setText("  ".join(parts))

    def _filter(self) -> None:
        wanted, tab = fold(self.search.text()), self.tabs.current()

        def keep(line: ExpectedFacts) -> bool:
            if tab and line.tab != tab:
                return False
            parts = (line.name, line.kana, line.latin, line.district, line.affiliation)
            return not wanted or any(wanted in fold(part) for part in parts if part)

        self.table.set_filter(keep if wanted or tab else None)
        self._offer()

    def _move(self, step: int) -> None:
        self.table.point_at_row(self.table.currentIndex().row() + step)

    def _offer(self) -> None:
        line = self.table.current()
        for button in (self.yes, self.no, self.proxy, self.none, self.off):
            button.setEnabled(line is not None)

    def _open(self, line: ExpectedFacts | None) -> None:
        if line is not None and line.person_id is not None:
            self.frame.go("person", line.person_id)

    # --- replies

    def reply(self, reply: Reply) -> None:
        """Note the reply of the person under the bar; a proxy is asked for by name."""
        line = self.table.current()
        if line is None or (line.reply is reply and reply is not Reply.PROXY):
            return
        name = ""
        if reply is Reply.PROXY:
            asked = proxy.ask(self, wording.name(line.name or line.kana), line.proxy_name)
            if asked is None:
                return
            name = asked
        who = wording.name(line.name or line.kana)

        def undo() -> None:
            self.do(recognition.reply, line.id, line.reply, proxy_name=line.proxy_name)

        def said(_facts: object) -> None:
            words = _("{name}: {reply}").format(name=who, reply=wording.reply_chip(reply)[1])
            self.frame.done(words, undo)

        self.do(recognition.reply, line.id, reply, proxy_name=name, then=said)

    def remove(self) -> None:
        """Take the person under the bar off the list; refused when they were received."""
        line = self.table.current()
        if line is None:
            return
        who = wording.name(line.name or line.kana)
        self.do(
            recognition.remove,
            line.id,
            then=lambda _none: self.frame.done(
                _("{name} was taken off the list.").format(name=who),
                lambda: self.do(recognition.put_back, line.id),
            ),
        )

    # --- how people come onto the list

    def choose_people(self) -> None:
        """Choose people of the register, many at once."""
        there = {line.person_id for line in self.lines if line.person_id}
        chosen = expect_people.ask(self, self.desk, there)
        if not chosen:
            return

        def said(added: Added) -> None:
            count = len(added.added)
            words = ngettext("{count} person was added.", "{count} people were added.", count)
            out = self.desk.read(suppression.left_out, added.withheld)
            self.frame.done(
                "  ".join(filter(None, (words.format(count=count), out))),
                lambda: self._take_off(added.added),
            )

        if self._known_again(len(there), chosen):
            self.do(expecting.expect_people, self.meeting_id, chosen, then=said)

    def _known_again(self, standing: int, chosen: list[str]) -> bool:
        """Ask before the list outgrows the hall."""
        assert self.meeting is not None
        room = self.meeting.capacity
        if room is None or standing + len(chosen) <= room:
            return True
        answers = (
            Answer("less", _("Choose again")),
            Answer("all", _("Add them all the same"), Kind.PRIMARY),
        )
        title = _("More people than places?")
        text = _("With these {count} people the list has {all}. The room holds {room}.").format(
            count=len(chosen), all=standing + len(chosen), room=room
        )
        return ask(self, title, text, answers, safe="less", status=Status.WAIT) == "all"

    def _take_off(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self.do(recognition.remove, line)

    def see_applications(self) -> None:
        """See the applications, and who of the register they are."""
        asked = applications.ask(self, self.desk, self.meeting_id)
        if asked == applications.BRING_IN:
            self.frame.go("intake", f"applicants:{self.meeting_id}")

    def write_guest(self) -> None:
        """Write somebody onto the list who need not be in the register."""
        entered = guest.ask(self, self.desk)
        if entered is None:
            return

        def said(line_id: str) -> None:
            self.frame.done(
                _("{name} was written onto the list.").format(
                    name=wording.name(entered.name or entered.kana)
                ),
                lambda: self.do(recognition.remove, line_id),
            )
            self.table.point_at(line_id)

        self.do(
            expecting.expect_by_hand,
            self.meeting_id,
            name=entered.name,
            kana=entered.kana,
            affiliation=entered.affiliation,
            district=entered.district,
            phone=entered.phone,
            then=said,
        )


def _source(line: ExpectedFacts) -> str:
    words = _(wording.SOURCES[line.source])
    if line.source is Source.APPLICATION and line.person_id is None:
        return _("{source}, not matched").format(source=words)
    return words
