"""The register of issued certificates: looked through, made void, issued again, verified."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import print_tray
from desktop.dialogs import reason
from desktop.frame import Frame
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.style.scale import scale
from resources import calendar, names
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.certificates import CertificateFacts


class Certificates(Card):
    """The table of the register with what may be done to the certificate under the bar."""

    def __init__(self, desk: "Desk", frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(_("Register of certificates"), rule=True, parent=parent)
        self._desk = desk
        self._frame = frame
        top = QHBoxLayout()
        self.search = SearchField(_("Number or name"), hint=_("Number or name"))
        self.search.sought.connect(self._seek)
        self.again = Button(_("Print once more"), kind=Kind.SOFT, icon="printer")
        self.reissue = Button(_("Issue again"), kind=Kind.SOFT, icon="copy")
        self.void = Button(_("Make void"), kind=Kind.DANGER, icon="ban")
        for part in (self.search, self.again, self.reissue, self.void):
            top.addWidget(part)
        self.body.addLayout(top)
        self.table: Table[CertificateFacts] = Table(
            _("Register of certificates"),
            [
                Column(_("Number"), lambda one: one.label, width=190),
                Column(
                    _("Name"),
                    lambda one: one.content.name,
                    ruby=lambda one: one.content.kana,
                    bold=True,
                ),
                Column(_("Meeting"), lambda one: one.content.meeting, width=240, folds=True),
                Column(_("Date"), lambda one: calendar.wareki(one.dated), width=150, folds=True),
                Column(_("State"), _state_word, chip=_state, width=150),
            ],
            key=lambda one: one.id,
            empty=_("No certificate has been issued yet."),
        )
        self.table.setMinimumHeight(scale.px(260))
        self.table.pointed.connect(self._point)
        self.add(self.table, 1)
        self.again.clicked.connect(self._print)
        self.reissue.clicked.connect(self._reissue)
        self.void.clicked.connect(self._void)
        self._point(None)

    def refresh(self) -> None:
        """Read the register."""
        from sessions import certificates

        rows = list(reversed(self._desk.read(certificates.listing)))
        self.table.set_rows(rows)
        self.set_note(
            ngettext("{count} paper", "{count} papers", len(rows)).format(count=len(rows))
        )

    def _seek(self, text: str) -> None:
        wanted = names.fold(text)
        self.table.set_filter(
            (
                lambda one: (
                    wanted in names.fold(one.content.name)
                    or wanted in names.fold(one.content.kana)
                    or wanted == str(one.content.number)
                )
            )
            if wanted
            else None
        )

    def _point(self, one: "CertificateFacts | None") -> None:
        good = one is not None and one.state.value in {"drawn", "issued"}
        for button in (self.again, self.reissue, self.void):
            button.setEnabled(good)

    def _print(self) -> None:
        one = self.table.current()
        if one is not None:
            self._open(one)

    def _open(self, one: "CertificateFacts") -> None:
        from sessions import certificates, issuing

        desk = self._desk

        def draw(_options: print_tray.Options, _task: "Task") -> print_tray.Drawn:
            return print_tray.Drawn(desk.read(certificates.pdf, one.id), (0,))

        def confirmed() -> None:
            desk.change(issuing.confirm, [one.id], at=desk.now(), by=desk.staff_id)

        job = print_tray.Job(
            "participation_certificate",
            _("Certificate {number}").format(number=one.label),
            (print_tray.Subject(one.expected_id, one.content.name, one.content.kana),),
            draw,
            texts=(one.content.name,),
            meeting_id=one.meeting_id,
            confirmed=confirmed,
        )
        self._frame.go("preview", print_tray.lay(job))

    def _reissue(self) -> None:
        from sessions import issuing, sheets

        one = self.table.current()
        if one is None:
            return
        made = self._desk.change(
            issuing.reissue,
            one.id,
            draw=sheets.certificate_drawing(),
            reissued_on=calendar.day_of(self._desk.now()),
            at=self._desk.now(),
            by=self._desk.staff_id,
        )
        self._open(made)

    def _void(self) -> None:
        from sessions import issuing

        one = self.table.current()
        if one is None:
            return
        why = reason.ask(
            self,
            _("Make certificate {number} void?").format(number=one.label),
            _("Its number stays taken and is not given again."),
            act=_("Make it void"),
            usual=(_("Wrong name"), _("Spoiled at the printer")),
            danger=True,
        )
        if why:
            self._desk.change(
                issuing.void, one.id, reason=why, at=self._desk.now(), by=self._desk.staff_id
            )
            self._frame.done(_("{number} is void.").format(number=one.label))


def _state(one: Any) -> Status:
    return {
        "issued": Status.OK,
        "drawn": Status.WAIT,
        "void": Status.STOP,
        "replaced": Status.NONE,
    }.get(one.state.value, Status.NONE)


def _state_word(one: Any) -> str:
    return {
        "issued": _("Issued"),
        "drawn": _("Not out yet"),
        "void": _("Void"),
        "replaced": _("Replaced"),
    }.get(one.state.value, "")
