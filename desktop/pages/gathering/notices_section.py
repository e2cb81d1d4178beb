"""お知らせ: who must be told of 延期 or 中止, where to reach them, and who has been told."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import meeting_words as wording
from desktop.pages.gathering.row_keys import RowKeys
from desktop.pages.gathering.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.empty import Empty
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.tick import Tick
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.calendar import local
from resources.words import _, mark, ngettext
from sessions import notices
from sessions.notices import NoticeFacts

WAYS: Final = (mark("By telephone"), mark("Left a message"), mark("By letter"), mark("In person"))


class NoticesSection(Section):
    """The list of those to be told. On a row 1 to 4 note how, 0 takes it back."""

    def __init__(self, *args: Any, see_paper: Callable[[], object]) -> None:
        super().__init__(*args)
        self.count = Label(px=tokens.CARD_TITLE, bold=True, wrap=True)
        self.untold = Tick(_("Only those not told yet"))
        self.paper = Button(_("See the notices on paper"), kind=Kind.SOFT, icon="printer")
        self.paper.clicked.connect(lambda: see_paper())  # noqa: PLW0108 -- carries a flag
        self.table: Table[NoticeFacts] = Table(
            _("Those to be told"),
            (
                Column(
                    _("Name"),
                    lambda one: wording.name(one.name or one.kana),
                    ruby=lambda one: wording.name(one.kana) if one.name else "",
                    bold=True,
                ),
                Column(_("Telephone"), lambda one: one.phone or _("not known"), width=180,
                       folds=True),
                Column(
                    _("State"),
                    lambda one: one.how or (_("told") if one.told_at else _("not told yet")),
                    chip=lambda one: Status.OK if one.told_at else Status.WAIT,
                    width=190,
                    folds=True,
                ),
                Column(_("Told at"), _told_at, width=150, folds=True),
            ),
            key=lambda one: one.id,
            reading=lambda one: one.kana,
            empty=_("Everybody has been told."),
        )  # fmt: skip
        self.ways: list[Button] = []
        for number, way in enumerate(WAYS, 1):
            button = Button(_(way), key=str(number), height=tokens.CONTROL_DENSE)
            button.setShortcut("")  # live on a row only
            button.clicked.connect(lambda _on=False, way=way: self.told(_(way)))
            self.ways.append(button)
        self.not_told = Button(
            _("Not told after all"), kind=Kind.QUIET, key="0", height=tokens.CONTROL_DENSE
        )
        self.not_told.setShortcut("")
        self.not_told.clicked.connect(self.take_back)
        top = QHBoxLayout()
        top.addWidget(self.count, 1)
        top.addWidget(self.untold)
        top.addWidget(self.paper)
        self.column.addLayout(top)
        self.column.addWidget(self.table, 1)
        self.flow = Flow([*self.ways, self.not_told])
        self.column.addWidget(self.flow)
        self.empty = Empty(
            "mail",
            _("There is nothing to tell."),
            _("When the meeting is put off or called off, those expected stand here."),
        )
        self.empty.setMinimumHeight(scale.px(220))
        self.column.addWidget(self.empty, 1)
        self.untold.toggled.connect(lambda _on: self._filter())
        self.table.pointed.connect(lambda _one: self._offer())
        keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
        acts: dict[Qt.Key, Callable[[], object]] = {
            key: button.click for key, button in zip(keys, self.ways, strict=True)
        }
        RowKeys(self.table, {**acts, Qt.Key.Key_0: self.take_back})
        follow(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(190))

    def refresh(self) -> None:
        """Read who is to be told."""
        found = self.desk.read(notices.listing, self.meeting_id)
        for part in (self.count, self.untold, self.paper, self.table, self.flow):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        left = sum(1 for one in found if one.told_at is None)
        words = ngettext("{count} person still to be told", "{count} people still to be told", left)
        self.count.setText(words.format(count=left) if left else _("Everybody has been told."))
        self.table.set_rows(found)
        self._filter()
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._offer()

    def _filter(self) -> None:
        only = self.untold.isChecked()
        self.table.set_filter((lambda one: one.told_at is None) if only else None)
        self._offer()

    def _offer(self) -> None:
        one = self.table.current()
        for button in self.ways:
            button.setEnabled(one is not None)
        self.not_told.setEnabled(one is not None and one.told_at is not None)

    def told(self, how: str) -> None:
        """Note how the person under the bar was told, and go to the next one."""
        one = self.table.current()
        if one is None:
            return
        place = self.table.currentIndex().row()
        if one.told_at is not None:
            if one.how == how:
                return
            self.do(notices.told, one.id, told=False)
        words = _("{name}: {how}").format(name=wording.name(one.name or one.kana), how=how)

        def undo() -> None:
            self.do(notices.told, one.id, told=False)

        if self.do(notices.told, one.id, how=how, then=lambda _none: self.frame.done(words, undo)):
            self.table.point_at_row(place if self.untold.isChecked() else place + 1)

    def take_back(self) -> None:
        """Note that the person under the bar was not told after all."""
        one = self.table.current()
        if one is not None and one.told_at is not None:
            self.do(notices.told, one.id, told=False)


def _told_at(one: NoticeFacts) -> str:
    if one.told_at is None:
        return ""
    moment = local(one.told_at)
    return f"{moment.month}/{moment.day} {moment:%H:%M}"
