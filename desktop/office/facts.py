"""事務所と発行者: what papers and certificates say of the office."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QGridLayout

from desktop.office.section import Section, in_a_row, save_button
from desktop.parts.field import Field
from desktop.parts.long_text import LongText
from desktop.parts.text_field import TextField, phone_field, zip_field
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources.words import _
from sessions import office
from sessions.office import OfficeView, Seal

_WIDE = 704


class FactsSection(Section):
    """Shows the office's facts and corrects them."""

    reads: ClassVar[frozenset[str]] = frozenset({"OfficeFacts"})

    def build(self) -> None:
        """Make the two cards and the button."""
        self.view: OfficeView | None = None
        card = self.card(_("The office"))
        self.name = TextField(_("Name of the office"))
        self.zip = zip_field(_("Post code"))
        self.phone = phone_field(_("Telephone"))
        self.address = TextField(_("Address"))
        self.email = TextField(_("Mail address"))
        self.area_code = phone_field(_("Area code"))
        self.name_field = Field(_("Name of the office"), self.name, width=_WIDE)
        card.add(self.name_field)
        grid = self._grid()
        card.body.addLayout(grid)
        grid.addWidget(Field(_("Post code"), self.zip, optional=True), 0, 0)
        grid.addWidget(Field(_("Telephone"), self.phone, optional=True), 0, 1)
        grid.addWidget(Field(_("Mail address"), self.email, optional=True), 1, 0)
        code_hint = _("Numbers without one are completed by it.")
        grid.addWidget(Field(_("Area code"), self.area_code, optional=True, hint=code_hint), 1, 1)
        card.add(Field(_("Address"), self.address, optional=True, width=_WIDE))
        signer = self.card(_("The issuer"))
        self.title = TextField(_("Title of the issuer"))
        self.issuer = TextField(_("Name of the issuer"))
        grid = self._grid()
        signer.body.addLayout(grid)
        grid.addWidget(Field(_("Title of the issuer"), self.title, optional=True), 0, 0)
        grid.addWidget(Field(_("Name of the issuer"), self.issuer, optional=True), 0, 1)
        self.seal = Rings(
            _("Seal"),
            [(Seal.STAMPED, _("A seal is stamped")), (Seal.OMITTED, _("（公印省略） is printed"))],
            Seal.STAMPED,
        )
        signer.add(Field(_("Seal"), self.seal, width=_WIDE))
        self.certificate = LongText(_("Text of the certificate of attendance"), lines=2)
        self.notice = LongText(_("What a name is used for"), lines=2)
        signer.add(
            Field(
                _("Text of the certificate of attendance"),
                self.certificate,
                optional=True,
                width=_WIDE,
            )
        )
        said = _("First-timers read this at the reception.")
        signer.add(
            Field(_("What a name is used for"), self.notice, optional=True, hint=said, width=_WIDE)
        )
        self.save = save_button(_("Keep the office's facts"))
        self.save.clicked.connect(self._save)
        self.column.addLayout(in_a_row(self.save))

    @staticmethod
    def _grid() -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.GAP_5)
        grid.setColumnStretch(2, 1)
        return grid

    def refresh(self) -> None:
        """Read the facts; what somebody is writing just now is left alone."""
        found = self.desk.read(office.get)
        if self.view == found:
            return
        self.view = found
        facts = found.details
        for field, text in (
            (self.name, facts.name),
            (self.zip, facts.zip),
            (self.phone, facts.phone),
            (self.address, facts.address),
            (self.email, facts.email),
            (self.area_code, facts.area_code),
            (self.title, facts.issuer_title),
            (self.issuer, facts.issuer_name),
        ):
            field.setText(text)
        self.seal.set_value(facts.seal)
        self.certificate.setPlainText(facts.certificate_text)
        self.notice.setPlainText(facts.purpose_notice)

    def _save(self) -> None:
        assert self.view is not None
        entered = replace(
            self.view.details,
            name=self.name.text(),
            zip=self.zip.tidied(),
            phone=self.phone.tidied(),
            address=self.address.text(),
            email=self.email.text().strip(),
            area_code=self.area_code.tidied(),
            issuer_title=self.title.text(),
            issuer_name=self.issuer.text(),
            seal=Seal(self.seal.value()),
            certificate_text=self.certificate.toPlainText().strip(),
            purpose_notice=self.notice.toPlainText().strip(),
        )
        version = self.view.version
        self.attempt(
            lambda: self.desk.change(
                office.describe,
                entered,
                version=version,
                at=self.desk.now(),
                by=self.desk.staff_id,
            ),
            _("The office's facts are kept."),
        )
