"""印刷の前: the very sheets, their number, and who gets none, before any paper is used."""

from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import print_tray
from desktop.desk import Task
from desktop.page import Page
from desktop.pages.preview_choices import Choices
from desktop.pages.preview_people import People
from desktop.pages.preview_question import AllOut
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.label import Label
from desktop.parts.progress import Progress
from desktop.parts.sheet_view import SheetView
from desktop.parts.status import Status
from desktop.printing import Document, PrinterChoice, print_pages, save
from desktop.style import tokens
from desktop.style.scale import scale
from resources.refusals import Refusal
from resources.words import _

_SIDE: Final = 296


class Preview(Page):
    """Shows a job from the tray; prints it, tries one sheet, or writes a PDF."""

    name: ClassVar[str] = "preview"
    help_topic: ClassVar[str] = "print"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job: print_tray.Job | None = None
        self.drawn: print_tray.Drawn | None = None
        self._document: Document | None = None
        self._page = 0
        self._task: Task | None = None
        self._run_id = ""
        self._build()

    def _build(self) -> None:
        self.body.setAlignment(Qt.AlignmentFlag(0))
        main = QWidget()
        row = QHBoxLayout(main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scale.gap(tokens.GAP_4))
        self.people = People()
        self.people.pointed.connect(self._point)
        self.list = self.people.list
        row.addWidget(self.people)
        row.addLayout(self._build_sheet(), 1)
        self.choices = Choices()
        self.choices.changed.connect(self._draw)
        self.choices.decided.connect(self._mirror)
        self.columns = Columns(main, self.choices, name=_("Printer"), side_width=_SIDE)
        self.body.addWidget(self.columns, 1)
        self.primary = self.choices.all
        self.choices.all.clicked.connect(self._print_all)
        self.choices.one.clicked.connect(self._print_one)
        self.choices.pdf.clicked.connect(self._save)
        self.question = AllOut(self)
        self.question.yes.clicked.connect(self._all_out)
        self.question.again.clicked.connect(self._again)
        self.question.hide()
        self.set_foot(self.question)

    def _mirror(self) -> None:
        self.quick.setVisible(self.columns.folded)
        self.quick.set_words(self.choices.all.words)
        self.quick.setEnabled(self.choices.all.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the printing button in sight when the printer's side folds away."""
        super().resizeEvent(event)
        self._mirror()

    def _build_sheet(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.sheet = SheetView(_("The sheet as it will be printed"))
        self.sheet.stepped.connect(self._step)
        column.addWidget(self.sheet, 1)
        self.progress = Progress()
        self.progress.stopped.connect(self._stop)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        self.before = Button(_("Previous sheet"), kind=Kind.QUIET, key="PgUp")
        self.after = Button(_("Next sheet"), kind=Kind.QUIET, key="PgDown")
        self.after.key = "PgDn"  # as it stands on the keyboard; Qt binds it by its long name
        self.place_word = Label(px=18)
        self.zoom = Button(_("Larger"), kind=Kind.QUIET)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.zoom.clicked.connect(self._zoom)
        row.addStretch(1)
        for part in (self.before, self.place_word, self.after):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.zoom)
        column.addLayout(row)
        # With the printer's side folded away the one thing to do must still be in sight.
        self.quick = Button(
            _("Print"),
            kind=Kind.PRIMARY,
            icon="printer",
            key="Ctrl P",
            height=tokens.CONTROL_BIG,
        )
        self.quick.clicked.connect(self._print_all)
        self.quick.hide()
        column.addWidget(self.quick)
        return column

    # --- what is shown

    def heading(self) -> str:
        """Return the title of the job."""
        return self.job.title if self.job else self.place.title

    def refresh(self) -> None:
        """Take the job out of the tray and draw its sheets."""
        job = print_tray.take(self.subject)
        if job is None:
            self.frame.go("print")
            return
        if job is self.job:
            return
        self.job, self._run_id, self._page = job, job.run_id, 0
        self.question.hide()
        self._clear()
        self.people.show_job(job)
        self.choices.offer(job)
        self._draw()

    def _draw(self) -> None:
        job = self.job
        if job is None:
            return
        if self._task is not None:
            self._task.stop()
        options = self.choices.options()
        self.choices.wait()
        self.frame.untell("preview")
        self._task = self.desk.background(
            lambda task: job.draw(options, task),
            done=lambda drawn: self._show(job, drawn),
            failed=self._failed,
            progress=self._tell,
            ended=self._drawn,
        )

    def _drawn(self) -> None:
        self.progress.end()
        if self._task is not None and self._task.stopped:
            self._clear()
            said = _("The sheets are not drawn to the end; nothing was printed.")
            self.frame.tell("preview", Status.INFO, said, _("Draw again"), self._draw)

    def _show(self, job: print_tray.Job, drawn: print_tray.Drawn) -> None:
        if job is not self.job:
            return
        self._clear()
        self.drawn = drawn
        self._document = Document(drawn.pdf)
        pages = self._document.pages
        self.people.show_sheets(pages)
        self.choices.ready(pages - job.first_sheet + 1)
        self._turn_to(max(self._page, job.first_sheet - 1))

    def _clear(self) -> None:
        self.sheet.show_page(None, 0)
        self.place_word.setText("")
        self.people.show_sheets(None)
        if self._document is not None:
            self._document.close()
            self._document = None
        self.drawn = None

    def _failed(self, refusal: Refusal) -> None:
        self.choices.wait()
        self.frame.tell("preview", Status.STOP, f"{refusal.what} {refusal.advice}")

    def _turn_to(self, page: int) -> None:
        assert self._document is not None
        self._page = max(0, min(page, self._document.pages - 1))
        self.sheet.show_page(self._document, self._page)
        self.place_word.setText(f"{self._page + 1} ／ {self._document.pages}")
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page < self._document.pages - 1)
        self._point_at_page()

    def _point_at_page(self) -> None:
        """Put the bar of the list on the first one of the sheet in view."""
        if self.job is None or self.drawn is None:
            return
        keys = [one.key for one in self.job.printed]
        firsts = self.drawn.first_pages
        current = self.list.current()
        if len(firsts) != len(keys):
            return
        here = [key for key, first in zip(keys, firsts, strict=True) if first == self._page]
        if here and (current is None or current.key not in here):
            self.list.point_at(here[0])

    def _step(self, step: int) -> None:
        if self._document is not None:
            self._turn_to(self._page + step)

    def _zoom(self) -> None:
        self.sheet.show_whole(whole=not self.sheet.whole)
        self.zoom.set_words(_("Larger") if self.sheet.whole else _("Whole sheet"))

    def _point(self, subject: print_tray.Subject | None) -> None:
        if subject is None or self.job is None or self.drawn is None:
            return
        keys = [one.key for one in self.job.printed]
        if subject.key in keys and len(self.drawn.first_pages) == len(keys):
            self._turn_to(self.drawn.first_pages[keys.index(subject.key)])

    # --- what is done

    def _print_all(self) -> None:
        assert self.job is not None
        assert self._document is not None
        self._send(range(self.job.first_sheet - 1, self._document.pages), whole=True)

    def _print_one(self) -> None:
        self._send(range(self._page, self._page + 1), whole=False)

    def _send(self, pages: range, *, whole: bool) -> None:
        job, drawn = self.job, self.drawn
        if job is None or drawn is None:
            return
        printer = self.choices.printer()
        if whole:
            self._begin_run(job, drawn, printer)
        self.choices.wait()
        self.frame.untell("preview")
        self._task = self.desk.background(
            lambda task: print_pages(
                drawn.pdf,
                printer,
                pages=pages,
                progress=task.count,
                cancelled=lambda: task.stopped,
            ),
            done=lambda sent: self._sent(sent, pages, whole=whole),
            failed=self._failed,
            progress=self._tell,
            ended=self._idle,
        )

    def _begin_run(
        self, job: print_tray.Job, drawn: print_tray.Drawn, printer: PrinterChoice
    ) -> None:
        from sessions import print_runs

        assert self._document is not None
        at, by = self.desk.now(), self.desk.staff_id
        if self._run_id:
            self.desk.change(print_runs.resume, self._run_id, at=at, by=by)
            return
        run = self.desk.change(
            print_runs.begin,
            job.paper,
            sheets=self._document.pages,
            meeting_id=job.meeting_id,
            subjects=[one.key for one in job.printed],
            printer=printer.name,
            purpose=job.purpose or job.title,
            choices=drawn.choices or job.choices,
            at=at,
            by=by,
        )
        self._run_id = run.id
        if job.replaces:
            self.desk.change(print_runs.give_up, job.replaces, at=at, by=by)

    def _sent(self, sent: int, pages: range, *, whole: bool) -> None:
        if not whole or self._document is None:
            self.frame.done(_("The sheet was sent to the printer."))
            return
        stopped_at = pages.start + sent + 1 if sent < len(pages) else 0
        if stopped_at:
            self._stopped_at(stopped_at)
        self.question.ask(sent, self._document.pages, stopped_at=stopped_at)

    def _stopped_at(self, sheet: int) -> None:
        from sessions import print_runs

        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(print_runs.stopped_at, self._run_id, sheet, at=at, by=by)

    def _idle(self) -> None:
        self.progress.end()
        if self._document is not None and self.job is not None:
            self.choices.ready(self._document.pages - self.job.first_sheet + 1)

    def _tell(self, done: int, total: int) -> None:
        if not self.progress.isVisible():
            self.progress.start(total, _("sheets"))
        self.progress.step(done)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _all_out(self) -> None:
        from sessions import print_runs

        assert self.job is not None
        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(print_runs.all_out, self._run_id, at=at, by=by)
        if self.job.confirmed is not None:
            self.job.confirmed()
        self._run_id = ""
        self.question.hide()
        self.frame.done(_("All sheets came out."))

    def _again(self) -> None:
        assert self._document is not None
        sheet = self.question.sheet()
        self._stopped_at(sheet)
        self.question.hide()
        self._send(range(sheet - 1, self._document.pages), whole=True)

    def _save(self) -> None:
        if self.job is None or self.drawn is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), f"{self.job.paper}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.write_pdf(Path(chosen))

    def write_pdf(self, path: Path) -> None:
        """Write the sheets to `path` because the person asked for it."""
        from sessions import watching

        assert self.drawn is not None
        assert self.job is not None
        self.desk.change(
            watching.look, "export", count=max(1, len(self.job.printed)),
            said={"paper": self.job.paper}, at=self.desk.now(), by=self.desk.staff_id,
        )  # fmt: skip
        save(self.drawn.pdf, path.with_suffix(".pdf"))
        self.frame.done(_("The PDF was saved."))
