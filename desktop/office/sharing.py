"""共有: the office on a server of one's own, for several computers; over there and back."""

from typing import TYPE_CHECKING, ClassVar

from desktop import tables
from desktop.dialogs.question import Answer, ask
from desktop.entrance.elsewhere import PathField
from desktop.entrance.passphrase import PassphrasePair
from desktop.entrance.recovery import sheet_for
from desktop.entrance.server_form import ServerForm
from desktop.office import by_two
from desktop.office.keys import SheetDialog
from desktop.office.package_keys import PackageKeysCard
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.facts import Facts
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.progress import Progress
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources import settings
from resources.refusals import Refusal
from resources.words import _
from sessions import staff

if TYPE_CHECKING:
    from desktop.desk import Task
    from resources.moving import Moved
    from resources.serving import Found


class SharingSection(Section):
    """Tests the server, moves the office there or back, and lets people in there."""

    reads: ClassVar[frozenset[str]] = frozenset({"Staff"})

    def build(self) -> None:
        """Make a card for the server, and one for moving over or for moving back."""
        self.task: Task | None = None
        self.dialog: SheetDialog | None = None
        here = self.card(_("Where the office lies"))
        self.where = Facts([])
        here.add(self.where)
        card = self.card(
            _("The server"),
            _("Who looks after the server enters its name, and their own user and password."),
        )
        self.form = ServerForm(
            settings.load().server, user_words=_("User who looks after the server"), user="postgres"
        )
        card.add(self.form)
        self.test = Button(_("Test the connection"), icon="network")
        self.test.clicked.connect(self._test)
        card.body.addLayout(in_a_row(self.test))
        self.mark = StatusMark(Status.OK, size=16)
        self.mark.hide()
        self.result = Label(px=tokens.BODY, wrap=True)
        row = in_a_row(self.mark, stretch=False)
        row.addWidget(self.result, 1)
        card.body.addLayout(row)
        if self.desk.office.on_server:
            self._build_back()
        else:
            self._build_over()
        self._build_logins()
        self.packages = PackageKeysCard(self)
        # In a folder it stands beside the other keys, which a server has none of.
        self.packages.setVisible(self.desk.office.on_server and not self.packages.isHidden())
        self.column.addWidget(self.packages)

    def _build_over(self) -> None:
        card = self.card(
            _("Move the office to the server"),
            _("A copy is kept here. Every row is compared before anything counts."),
        )
        self.carry = Button(_("Move to the server"), kind=Kind.PRIMARY, icon="upload")
        self.carry.clicked.connect(self._ask_over)
        card.body.addLayout(in_a_row(self.carry))
        self.progress = Progress()
        self.progress.stopped.connect(self._stop)
        card.add(self.progress)

    def _build_back(self) -> None:
        card = self.card(
            _("Move the office back to this computer"),
            _("Into an empty folder, under a new passphrase. The server keeps its copy."),
        )
        self.folder = PathField(_("Folder of the office"))
        self.pair = PassphrasePair()
        self.carry = Button(_("Move to this computer"), kind=Kind.PRIMARY, icon="download")
        self.carry.clicked.connect(self._back)
        self.folder_field = Field(_("Folder of the office"), self.folder, width=560)
        card.add(self.folder_field)
        card.add(self.pair)
        card.body.addLayout(in_a_row(self.carry))
        self.progress = Progress()
        self.progress.stopped.connect(self._stop)
        card.add(self.progress)

    def _build_logins(self) -> None:
        card = self.card(
            _("Who may sign in at the server"),
            _("One user for each person, with the roles they have at the desk."),
        )
        self.person = Choice(_("Person at the desk"))
        self.user = TextField(_("User name"))
        self.password = TextField(_("First password"))
        self.user_field = Field(
            _("User name"), self.user, hint=_("Small letters, such as: kitahara"), width=260
        )
        card.add(Field(_("Person at the desk"), self.person, width=260))
        card.body.addLayout(
            in_a_row(self.user_field, Field(_("First password"), self.password, width=260))
        )
        self.let_in = Button(_("Let this person in"), icon="user-round-plus")
        self.let_in.clicked.connect(self._let_in)
        card.body.addLayout(in_a_row(self.let_in))

    def refresh(self) -> None:
        """Say where the office lies and who may be let in."""
        office = self.desk.office
        address = getattr(office, "address", None)
        place = address.spoken() if address is not None else str(office.folder)
        kind = _("On a server") if office.on_server else _("In a folder of this computer")
        self.where.show_facts([(_("Kind"), kind), (_("Place"), place)])
        self.packages.refresh()
        people = self.desk.read(staff.listing)
        self.person.set_answers([(one.id, one.name) for one in people], self.person.value())

    # The server

    def _test(self) -> None:
        from resources import serving

        address = self.form.address()
        self._busy(self.test, busy=True)
        self._say(Status.RUNNING, _("Connecting …"))
        self.desk.background(
            lambda _task: serving.examine(address),
            done=self._tested,
            failed=self._failed,
            ended=lambda: self._busy(self.test, busy=False),
        )

    def _tested(self, found: "Found") -> None:
        words = [_("The server answers: PostgreSQL {version}.").format(version=found.version)]
        words.append(
            _("What is sent cannot be read on the way.")
            if found.private
            else _("What is sent could be read on the way. Ask for a certificate.")
        )
        words.append(
            _("There is an office in this database already.")
            if found.form
            else _("The database is empty: an office can be moved there.")
        )
        if not found.may_prepare:
            words.append(_("This user may not make an office ready. Another user is needed."))
        fine = found.private and found.may_prepare
        self._say(Status.OK if fine else Status.WAIT, "\n".join(words))

    def _say(self, status: Status, text: str) -> None:
        self.mark.set_status(status)
        self.mark.show()
        self.result.setText(text)

    def _failed(self, refusal: Refusal) -> None:
        self._say(Status.STOP, f"{refusal.what} {refusal.advice}")

    def _busy(self, button: Button, *, busy: bool) -> None:
        button.setEnabled(not busy)

    def _stop(self) -> None:
        if self.task is not None:
            self.task.stop()

    # Over and back

    def _ask_over(self) -> None:
        answers = (
            Answer("no", _("Not now")),
            Answer("move", _("Move to the server"), Kind.PRIMARY, "upload"),
        )
        text = _("Nobody can change anything until it is done. Afterwards all sign in there.")
        title = _("Move the office to the server?")
        if ask(self, title, text, answers, safe="no") == "move":
            self.move_over()

    def move_over(self) -> None:
        """Copy the office aside, then move it; this computer turns to the server afterwards."""
        about = _("Move the office to the server")
        if not by_two.agreed(self, "database.move", "server", about):
            return
        from resources import backup, moving

        office, admin = self.desk.file, self.form.address()
        at, by = self.desk.now(), self.desk.staff_id

        def work(task: "Task") -> "Moved":
            tables.load()
            backup.make(office, office.folder / "backups", at=at)
            return moving.to_server(office, admin, at=at, by=by, progress=task.tell)

        self._begin()
        self.task = self.desk.background(
            work,
            done=self._moved_over,
            failed=self._failed,
            progress=self._tell,
            ended=self._end,
        )

    def _moved_over(self, moved: "Moved") -> None:
        settings.change(server=self.form.url())
        self._say(
            Status.OK,
            _("{rows} rows were moved and compared; the journal of {lines} lines is whole.").format(
                rows=f"{moved.rows:,}", lines=f"{moved.lines:,}"
            )
            + "\n"
            + _("Let each person in below. Then leave the desk (Ctrl L) and sign in there."),
        )
        self.form.password.setFocus()

    def _back(self) -> None:
        if not self.pair.check():
            return
        if not self.folder.text.text().strip():
            self.folder_field.set_error(_("Choose an empty folder."))
            return
        self.folder_field.set_error("")
        self.move_back()

    def move_back(self) -> None:
        """Make a new office in the folder and move everything into it."""
        about = _("Move the office back to this computer")
        if not by_two.agreed(self, "database.move", "file", about):
            return
        from resources import locations, moving
        from resources.database import Office

        folder, passphrase, admin = self.folder.path(), self.pair.text(), self.form.address()
        at, by = self.desk.now(), self.desk.staff_id

        def work(task: "Task") -> "tuple[Moved, str]":
            tables.load()
            locations.ensure_suitable(folder)
            office, recovery_key = Office.create(folder, passphrase)
            try:
                return moving.to_file(admin, office, at=at, by=by, progress=task.tell), recovery_key
            finally:
                office.close()

        self._begin()
        self.task = self.desk.background(
            work,
            done=lambda found: self._moved_back(*found),
            failed=self._failed,
            progress=self._tell,
            ended=self._end,
        )

    def _moved_back(self, moved: "Moved", recovery_key: str) -> None:
        folder = self.folder.path()
        settings.change(server="", data_folder=str(folder), recovery_unkept=True)
        self.pair.clear()
        self._say(
            Status.OK,
            _("{rows} rows were moved and compared; the journal of {lines} lines is whole.").format(
                rows=f"{moved.rows:,}", lines=f"{moved.lines:,}"
            )
            + "\n"
            + _("Leave the desk (Ctrl L) and open the office with the new passphrase."),
        )
        self.dialog = SheetDialog(sheet_for(folder, recovery_key, self.desk.now()), self)
        self.dialog.finished.connect(self._sheet_left)
        self.dialog.open()

    def _sheet_left(self) -> None:
        if self.dialog is not None and self.dialog.value == "kept":
            settings.change(recovery_unkept=False)
        self.dialog = None

    def _administrator(self) -> bool:
        """Tell whether who is at the desk may give people their users, and say so where not."""
        if self.desk.may("staff.correct"):
            return True
        self._failed(
            Refusal(
                _("This is left to the administrator."), _("Ask the administrator of the office.")
            )
        )
        return False

    def _begin(self) -> None:
        self._busy(self.carry, busy=True)
        self._say(Status.RUNNING, _("The office is being moved and compared."))

    def _tell(self, done: int, total: int) -> None:
        if self.progress.isHidden():
            self.progress.start(total, _("rows"))
        self.progress.step(done)

    def _end(self) -> None:
        self.task = None
        self.progress.end()
        self._busy(self.carry, busy=False)

    # Who may sign in

    def _let_in(self) -> None:
        from resources import serving

        if not self._administrator():
            return
        admin, who = self.form.address(), self.person.value()
        user, password = self.user.text().strip(), self.password.text()
        if len(password) < 10:
            self.user_field.set_error(_("The first password needs ten letters or more."))
            return
        mine = self.desk.read(staff.get, who).roles
        self._busy(self.let_in, busy=True)
        self.desk.background(
            lambda _task: serving.let_in(admin, user, password, mine, who),
            done=lambda _none: self._is_in(user),
            failed=lambda refusal: self.user_field.set_error(f"{refusal.what} {refusal.advice}"),
            ended=lambda: self._busy(self.let_in, busy=False),
        )

    def _is_in(self, user: str) -> None:
        self.user_field.set_error("")
        self.password.clear()
        self.frame.done(_("{user} may sign in at the server.").format(user=user))
