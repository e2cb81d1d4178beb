"""合言葉と復旧の鍵: a new passphrase, and a new recovery sheet."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from desktop.dialogs.question import Dialog
from desktop.entrance.passphrase import PassphrasePair
from desktop.entrance.recovery import sheet_for
from desktop.entrance.sheet import SheetBox
from desktop.office.package_keys import PackageKeysCard
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from resources import keys, settings
from resources.refusals import Refusal
from resources.words import _
from sessions import office, staff

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sessions.papers.recovery_sheet import RecoverySheet


class SheetDialog(Dialog):
    """The new recovery sheet, which closes only once it is in somebody's hand."""

    def __init__(self, content: "RecoverySheet", parent: "QWidget | None" = None) -> None:
        super().__init__(_("Print the new sheet and keep it"), parent=parent)
        self.box = SheetBox(content)
        self.body.addWidget(self.box)
        later = Button(_("Later"), kind=Kind.QUIET)
        later.clicked.connect(self.reject)
        self.kept = Button(_("It is kept"), kind=Kind.PRIMARY)
        self.kept.clicked.connect(self._keep)
        self.buttons.addWidget(later)
        self.buttons.addWidget(self.kept)

    def _keep(self) -> None:
        if self.box.check():
            self.answer("kept")


class KeysSection(Section):
    """Changes the passphrase and makes a new recovery sheet; each needs the passphrase."""

    def build(self) -> None:
        """Make both cards."""
        card = self.card(
            _("Change the passphrase"),
            _("Everybody at the desk uses the new one from the next opening on."),
        )
        self.old = TextField(_("Passphrase up to now"))
        self.old.setEchoMode(QLineEdit.EchoMode.Password)
        self.old_field = Field(_("Passphrase up to now"), self.old, width=440)
        self.pair = PassphrasePair()
        self.change = Button(_("Change the passphrase"), kind=Kind.PRIMARY, icon="key-round")
        self.change.clicked.connect(self._change)
        card.add(self.old_field)
        card.add(self.pair)
        card.body.addLayout(in_a_row(self.change))
        sheet = self.card(
            _("A new recovery sheet"),
            _("The sheet printed before opens nothing any more. Destroy it."),
        )
        self.mine = TextField(_("Passphrase"))
        self.mine.setEchoMode(QLineEdit.EchoMode.Password)
        self.mine_field = Field(_("Passphrase"), self.mine, width=440)
        self.renew = Button(_("Make a new sheet"), icon="printer")
        self.renew.clicked.connect(self._renew)
        sheet.add(self.mine_field)
        sheet.body.addLayout(in_a_row(self.renew))
        self.dialog: SheetDialog | None = None
        self.packages = PackageKeysCard(self)
        self.column.addWidget(self.packages)

    def refresh(self) -> None:
        """Read since when the keys of the packages are in use."""
        self.packages.refresh()

    def _change(self) -> None:
        if not self.pair.check():
            return
        folder, old, new = self.desk.office.folder, self.old.text(), self.pair.text()
        self.change.setEnabled(False)
        self.desk.background(
            lambda _task: keys.change_passphrase(folder, new, passphrase=old),
            done=lambda _none: self._changed(),
            failed=self._refused,
            ended=lambda: self.change.setEnabled(True),
        )

    def _changed(self) -> None:
        self.old_field.set_error("")
        self.old.clear()
        self.pair.clear()
        self.frame.done(_("The passphrase is changed."))

    def _refused(self, refusal: Refusal) -> None:
        self.old_field.set_error(f"{refusal.what} {refusal.advice}")

    def _renew(self) -> None:
        folder, passphrase = self.desk.office.folder, self.mine.text()
        self.renew.setEnabled(False)
        self.desk.background(
            lambda _task: keys.renew_recovery(folder, passphrase=passphrase),
            done=self._renewed,
            failed=lambda refusal: self.mine_field.set_error(f"{refusal.what} {refusal.advice}"),
            ended=lambda: self.renew.setEnabled(True),
        )

    def _renewed(self, recovery_key: str) -> None:
        self.mine_field.set_error("")
        self.mine.clear()
        settings.change(recovery_unkept=True)
        content = sheet_for(
            self.desk.office.folder,
            recovery_key,
            self.desk.now(),
            office=self.desk.read(office.get).details.name,
            by=self.desk.read(staff.get, self.desk.staff_id).name,
        )
        self.dialog = SheetDialog(content, self)
        self.dialog.finished.connect(self._ended)
        self.dialog.open()

    def _ended(self) -> None:
        if self.dialog is not None and self.dialog.value == "kept":
            settings.change(recovery_unkept=False)
            self.frame.done(_("The new sheet is kept."))
        self.dialog = None
