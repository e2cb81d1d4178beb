"""宛名・ラベル: from people to addresses on a sheet of labels or an envelope, nobody forgotten."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.page import Page
from desktop.pages.mailing.addressee_list import LETTERS, AddresseeList
from desktop.pages.mailing.measuring import Measuring
from desktop.pages.mailing.whom import Whom
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.columns import Columns
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.label_sheet_view import LabelSheetView
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from desktop.style.scale import scale
from resources import settings, stationery
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import addressees, addressing
from sessions.addressees import Gathered, Order
from sessions.addressing import Honorific

_SIDE, _LEAST = 372, 560
_DEFAULT = "12-86x42"


class Labels(Page):
    """`open_at` takes `meeting:ID`, `people:ID,ID…` or nothing for the whole register."""

    name: ClassVar[str] = "labels"
    help_topic: ClassVar[str] = "labels"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "Person",
            "Organisation",
            "Expected",
            "Meeting",
            "Membership",
            "Addressing",
            "OfficeFacts",
            "Suppression",
            "HouseholdMember",
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathered = Gathered((), ())
        self._apart: frozenset[str] = frozenset()
        self.whom = Whom(self.desk)
        self.whom.changed.connect(self._gather)
        self.together = Tick(_("One envelope for each household"), on=True)
        self.together.toggled.connect(lambda _on: self._gather())
        self.order = Choice(
            _("Order"),
            [(Order.POSTAL, _("By post code")), (Order.KANA, _("By reading"))],
        )
        self.order.setMinimumContentsLength(10)
        self.order.chosen.connect(lambda _value: self._gather())
        self.said = Said()
        self.list = AddresseeList()
        self.list.mend_asked.connect(self._mend)
        self.list.address_asked.connect(self._address_as)
        self.list.part_asked.connect(self._part)
        self.columns = Columns(
            self._build_main(),
            self._build_side(),
            name=_("Sheet and printer"),
            side_width=_SIDE,
            least_main=_LEAST,
        )
        self.body.addWidget(self.columns, 1)

    def _build_main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(self.whom)
        row = QHBoxLayout()
        row.setSpacing(tokens.GAP_4)
        row.addWidget(self.together)
        row.addWidget(Label(_("Order"), px=tokens.LABEL, bold=True))
        row.addWidget(self.order)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        return main

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        card = Card(dense=True)
        self.see = Button(_("See the sheets"), kind=Kind.PRIMARY, icon="printer")
        self.see.clicked.connect(self._see)
        self.primary = self.see
        answers = [(one.name, one.title) for one in stationery.label_sheets()]
        answers += [(one.name, one.title) for one in stationery.ENVELOPES]
        self.paper = Choice(_("Sheet of labels or envelope"), answers, _DEFAULT)
        self.paper.chosen.connect(lambda _value: self._show_paper())
        card.add(Field(_("Sheet of labels or envelope"), self.paper, width=0))
        self.sheet = LabelSheetView()
        self.sheet.chosen.connect(lambda _place: self._show_paper())
        self.places = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.upright = Tick(_("Write from top to bottom"), on=True)
        self.ours = Tick(_("Print our own address, too"), on=True)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sheet)
        middle.addStretch(1)
        card.body.addLayout(middle)
        self.postage = Choice(
            _("Postage"),
            [
                ("", _("A stamp is put on")),
                (stationery.Payment.SEPARATELY, _("Paid at the post office (料金別納)")),
                (stationery.Payment.LATER, _("Paid once a month (料金後納)")),
            ],
            settings.load().postage,
        )
        self.postage.chosen.connect(lambda _value: self._show_paper())
        self.post_office = TextField(
            _("Post office that takes them in"),
            settings.load().post_office,
            hint=_("for example Ina"),
        )
        self._postage = Field(_("Postage"), self.postage, width=0)
        self._office = Field(
            _("Post office that takes them in"), self.post_office, optional=True, width=0
        )
        for part in (self.places, self.upright, self.ours, self._postage, self._office):
            card.add(part)
        column.addWidget(card)
        self.measuring = Measuring(
            lambda: self._open(jobs.calibration_page(self.desk)),
            lambda: self._open(jobs.label_borders(self.desk, self.paper.value())),
        )
        column.addWidget(self.measuring)
        column.addStretch(1)
        return side

    # --- what is shown

    def heading_note(self) -> str:
        """Return how many envelopes there are."""
        count = len(self.gathered.ready)
        return ngettext("{count} address", "{count} addresses", count).format(count=f"{count:,}")

    def head_buttons(self) -> list[QWidget]:
        """Return the one that leads to the sheets; it stays in sight when the side folds."""
        return [self.see]

    def regions(self) -> list[QWidget]:
        """Return whom, the list, and the side."""
        return [self.whom, self.list, self.columns]

    def open_at(self, subject: str) -> None:
        """Choose whom to write to."""
        if subject != self.subject or not self.subject:
            self.subject = subject
            self._apart = frozenset()
            self.whom.open_at(subject)
            self.stale = True

    def refresh(self) -> None:
        """Read again who is there and what they lack."""
        self.whom.refresh()
        self.measuring.look()
        self._gather()

    def _gather(self) -> None:
        self.gathered = self.desk.read(
            addressees.gather,
            self.whom.refs(),
            together=self.together.isChecked(),
            apart=self._apart,
            order=Order(self.order.value()),
        )
        unprintable = {
            one.key: letters for one, letters in addressees.unprintable(self.gathered.ready)
        }
        self.list.show_gathered(self.gathered, unprintable)
        self._say(len(unprintable))
        self._show_paper()
        self.heading_changed.emit()

    def _say(self, unprintable: int) -> None:
        if unprintable:
            words = ngettext(
                "The letters of {count} address are in no font. Mend them before printing.",
                "The letters of {count} addresses are in no font. Mend them before printing.",
                unprintable,
            )
            self.said.say(
                words.format(count=unprintable),
                Status.STOP,
                action=_("Show them"),
                act=lambda: self.list.look_at(LETTERS),
            )
            return
        missing = sum(one.mendable for one in self.gathered.left_out)
        if missing:
            words = ngettext(
                "{count} has no address and gets none.",
                "{count} have no address and get none.",
                missing,
            )
            self.said.say(
                words.format(count=missing),
                Status.WAIT,
                action=_("Show them"),
                act=lambda: self.list.look_at("lacking"),
            )
        else:
            self.said.clear()

    def _labels(self) -> "stationery.LabelSheet | None":
        name = self.paper.value()
        return next((one for one in stationery.label_sheets() if one.name == name), None)

    def _show_paper(self) -> None:
        sheet, count = self._labels(), len(self.gathered.ready)
        for part in (self.sheet, self.places, self.measuring.borders):
            part.setVisible(sheet is not None)
        for choice in (self.upright, self.ours, self._postage):
            choice.setVisible(sheet is None)
        self._office.setVisible(sheet is None and bool(self.postage.value()))
        self.see.setEnabled(count > 0)
        if sheet is None:
            words = ngettext("See {count} envelope", "See {count} envelopes", count)
            self.see.set_words(words.format(count=f"{count:,}"))
            return
        self.sheet.show_sheet(sheet, count)
        pages = sheet.sheets(count, self.sheet.start)
        words = ngettext("See {count} label", "See {count} labels", count)
        self.see.set_words(words.format(count=f"{count:,}"))
        said = ngettext(
            "{pages} sheet. Click the first free place of a used sheet.",
            "{pages} sheets. Click the first free place of a used sheet.",
            pages,
        )
        self.places.setText(said.format(pages=pages))

    # --- what is done

    def _see(self) -> None:
        sheet = self._labels()
        if sheet is not None:
            chosen = jobs.Stationery(labels=sheet.name, start=self.sheet.start)
        else:
            paid, office = self.postage.value(), self.post_office.text().strip()
            settings.change(postage=paid, post_office=office)
            chosen = jobs.Stationery(
                envelope=self.paper.value(), upright=self.upright.isChecked(),
                sender=self.ours.isChecked(), postage=paid, post_office=office,
            )  # fmt: skip
        job = jobs.addresses(
            self.desk,
            self.gathered.ready,
            chosen,
            left_out=[(one.ref, one.name, one.why) for one in self.gathered.left_out],
            purpose=self.whom.words(),
        )
        self._open(job)

    def _open(self, job: print_tray.Job) -> None:
        self.frame.go("preview", print_tray.lay(job))

    def _mend(self, ref: str) -> None:
        if ref.startswith("p:"):
            self.frame.go("person_form", ref[2:])
        elif ref.startswith("o:"):
            self.frame.go("office", "lists")

    def _address_as(self, ref: str, honorific: str) -> None:
        try:
            self.desk.change(
                addressing.address_as,
                ref[2:],
                Honorific(honorific),
                at=self.desk.now(),
                by=self.desk.staff_id,
            )
        except Refusal as refusal:
            self.frame.tell("labels", Status.WAIT, f"{refusal.what} {refusal.advice}")

    def _part(self, refs: tuple[str, ...]) -> None:
        self._apart |= set(refs)
        self._gather()
