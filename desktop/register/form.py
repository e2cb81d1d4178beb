"""The form about a person: its fields, what they hold, and what is wrong in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.meeting_words import NEEDS
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.long_text import LongText
from desktop.parts.name_field import NameField
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField, kana_field, zip_field
from desktop.parts.tick import Rings, Tick
from desktop.register import checks
from desktop.register.phones import Phones
from desktop.register.postcode import PostcodeHelp
from desktop.register.reading_heard import ReadingHeard
from desktop.register.renaming import Renaming
from desktop.register.ward import Ward
from desktop.style import tokens
from resources.calendar import wareki
from resources.contacts import tidy_zip
from resources.words import _
from sessions.areas import Tree
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, SUPPORTERS, PersonView, Relation
from sessions.registering import Further

_TEXTS = ("name", "kana", "alias", "latin", "former_name", "zip", "address", "email")


class Form(Card):
    """All fields about one person; `changed` is sent at every letter.

    `today` tells what day it is. The fields are filled and read as one dictionary, so that
    what is half written can be kept as it is.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who is it?"), rule=True, parent=parent, note=_("A name and its reading will do.")
        )
        self._base = PersonDetails("")
        self._build_lines(today)
        self.fields: dict[str, Field] = {}
        self._build_who()
        self._build_contact()
        self._build_hall()
        self._build_more()
        self.heard = ReadingHeard(self.name, self.kana)
        self.heard.filled.connect(self._say_heard)
        PostcodeHelp(self.zip, self.address, self.fields["zip"], self.fields["address"])
        self._listen()

    # Building

    def _build_lines(self, today: Callable[[], date]) -> None:
        self.name = NameField(_("The name"))
        self.kana = kana_field(_("Reading"))
        self.birth = DateField(_("Birth date"), today=today, birth=True, optional=True)
        self.sex = Rings(_("Sex"), [(code, _(word)) for code, word in wording.SEXES], "")
        self.address = TextField(_("Address"), icon="map-pin")
        self.phones = Phones()
        self.zip = zip_field(_("Postcode"))
        self.district = EditableChoice(_("District"))
        self.ward = Ward()
        self.renaming = Renaming(today)
        self.email = TextField(_("E-mail"))
        self.affiliation = EditableChoice(_("Affiliation"), most=120)
        self.language = Choice(
            _("Language"), [(code, _(word)) for code, word in wording.LANGUAGES], "ja"
        )
        self.needs = {code: Tick(_(word)) for code, word in NEEDS.items()}
        self.large_print = Tick(_("Send in large print"))
        self.hide_name = Tick(_("Do not show the name"))
        self.alias = TextField(_("Name in use"))
        self.latin = TextField(_("Latin letters"))
        self.former_name = TextField(_("Former name"))
        self.points = TextField(_("Registration number in points"))
        self.supporters = TextField(_("Number as a supporter"))
        self.memo = LongText(_("Note"), lines=3)

    def _field(
        self,
        key: str,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        check: Callable[[], str] | None = None,
    ) -> Field:
        field = Field(label, editor, hint=hint, check=check)
        self.fields[key] = field
        return field

    def _build_who(self) -> None:
        self.add(
            Pairs(
                [
                    self._field(
                        "name", _("The name"), self.name,
                        hint=_("In the letters the person writes"),
                        check=lambda: "" if self.name.text().strip()
                        else _("The name is still missing."),
                    ),
                    self._field(
                        "kana", _("Reading"), self.kana, check=lambda: checks.kana(self.kana.text())
                    ),
                    self.birth,
                    self._field("sex", _("Sex"), self.sex),
                ],
                even=True,
            )
        )  # fmt: skip

        self.add(self.renaming)

    def _section(self, title: str) -> None:
        self.add(Hairline())
        self.add(Label(title, px=tokens.CARD_TITLE, bold=True))

    def _build_contact(self) -> None:
        self._section(_("How to reach them"))
        self.add(
            Pairs(
                [
                    self._field("address", _("Address"), self.address),
                    self.phones,
                    self._field(
                        "zip", _("Postcode"), self.zip,
                        check=lambda: checks.postcode(self.zip.text()),
                    ),
                    self._field("district", _("District"), self.district),
                    self.ward,
                    self._field(
                        "email", _("E-mail"), self.email,
                        check=lambda: checks.mail(self.email.text()),
                    ),
                    self._field("affiliation", _("Affiliation"), self.affiliation),
                    self._field("language", _("Language"), self.language),
                ],
                even=True,
            )
        )  # fmt: skip

    def _build_hall(self) -> None:
        self._section(_("At the hall and on paper"))
        self.add(Flow(list(self.needs.values())))
        self.add(Flow([self.large_print, self.hide_name]))
        self.add(
            Label(
                _("Who is not shown appears on lists and screens with the card number."),
                px=tokens.SMALL, colour=tokens.INK_2, wrap=True,
            )
        )  # fmt: skip

    def _build_more(self) -> None:
        self._section(_("Other names, numbers and a note"))
        self.add(
            Pairs(
                [
                    self._field("alias", _("Name in use"), self.alias),
                    self._field("latin", _("Latin letters"), self.latin),
                    self._field("former_name", _("Former name"), self.former_name),
                    self._field("points", _("Registration number in points"), self.points),
                    self._field("supporters", _("Number as a supporter"), self.supporters),
                ],
                even=True,
            )
        )
        field = Field(_("Note"), self.memo, width=0)
        self.fields["note"] = field
        self.add(field)

    def _listen(self) -> None:
        def tell(*_args: object) -> None:
            self.changed.emit()

        for line in (
            self.name, self.kana, self.birth.line, self.address, self.zip, self.email,
            self.alias, self.latin, self.former_name, self.points, self.supporters,
        ):  # fmt: skip
            line.textChanged.connect(tell)
        for tick in (*self.needs.values(), self.large_print, self.hide_name):
            tick.toggled.connect(tell)
        self.name.textChanged.connect(self.renaming.follow)
        self.district.changed.connect(self.ward.follow)
        for asked in (self.renaming, self.ward):
            asked.changed.connect(tell)
        self.sex.chosen.connect(tell)
        self.language.chosen.connect(tell)
        self.district.changed.connect(tell)
        self.affiliation.changed.connect(tell)
        self.memo.textChanged.connect(tell)
        self.phones.changed.connect(tell)

    def _say_heard(self) -> None:
        self.fields["kana"].set_hint(_("It was filled in as you typed"))

    # What stands in it

    def offer(
        self,
        districts: Sequence[str],
        affiliations: Sequence[str],
        area_code: str,
        tree: Tree,
        area_id: str = "",
    ) -> None:
        """Offer the office's `districts` with what lies below them (`tree`), where `area_id` is.

        `affiliations` are offered as 所属; telephones are completed with `area_code`.
        """
        self.district.set_offers(districts)
        self.affiliation.set_offers(affiliations)
        self.ward.offer(tree, area_id)
        self.phones.area_code = area_code

    def begin(self, person: PersonView | None, base: PersonDetails) -> None:
        """Show `base`, what the register says of `person`, or nothing for a new one."""
        self._base = base
        numbers = {one.programme: one.number for one in person.relations} if person else {}
        self.renaming.begin(base.name)
        self.ward.follow(base.district)
        self.fill(words_of(base))
        for key, line, programme in (
            ("points", self.points, POINTS),
            ("supporters", self.supporters, SUPPORTERS),
        ):
            line.setText(numbers.get(programme, ""))
            line.setReadOnly(programme in numbers)
            self.fields[key].set_hint(_("Has a number already") if programme in numbers else "")
        self.fields["kana"].set_hint("")

    def fill(self, words: dict[str, Any]) -> None:
        """Write `words`, as `words()` gave them, into the fields; others stay."""
        for key in _TEXTS:
            if key in words:
                getattr(self, key).setText(words[key])
        if "birth" in words:
            self.birth.line.setText(words["birth"])
            self.birth.read()
        self.sex.set_value(words.get("sex", self.sex.value()))
        self.phones.set_texts(words.get("phones", self.phones.texts()))
        self.district.set_text(words.get("district", self.district.text()))
        self.affiliation.set_text(words.get("affiliation", self.affiliation.text()))
        self.ward.set_value(words.get("area", self.ward.value()))
        self.renaming.fill(words.get("renaming", self.renaming.words()))
        self.language.set_value(words.get("language", self.language.value()))
        if "needs" in words:
            for code, tick in self.needs.items():
                tick.setChecked(code in words["needs"])
        self.large_print.setChecked(words.get("large_print", self.large_print.isChecked()))
        self.hide_name.setChecked(words.get("hide_name", self.hide_name.isChecked()))
        self.memo.setPlainText(words.get("note", self.memo.toPlainText()))
        for key in ("points", "supporters"):
            if words.get(key) and not getattr(self, key).isReadOnly():
                getattr(self, key).setText(words[key])
        for field in self.fields.values():
            field.set_error("")
        self.heard.begin()

    def words(self) -> dict[str, Any]:
        """Return everything as it is written now, in a form JSON can hold."""
        found: dict[str, Any] = {key: getattr(self, key).text() for key in _TEXTS}
        return found | {
            "birth": self.birth.line.text(),
            "sex": self.sex.value(),
            "phones": [text for text in self.phones.texts() if text.strip()],
            "district": self.district.text(),
            "affiliation": self.affiliation.text(),
            "area": self.ward.value(),
            "renaming": self.renaming.words(),
            "language": self.language.value(),
            "needs": [code for code, tick in self.needs.items() if tick.isChecked()],
            "large_print": self.large_print.isChecked(),
            "hide_name": self.hide_name.isChecked(),
            "note": self.memo.toPlainText(),
            "points": "" if self.points.isReadOnly() else self.points.text(),
            "supporters": "" if self.supporters.isReadOnly() else self.supporters.text(),
        }

    def entered(self) -> PersonDetails:
        """Return the entry as it would be kept; what the form does not show stays as it was."""
        day = self.birth.day()
        written = self.birth.line.text().strip()
        others = [code for code in self._base.needs.split(",") if code and code not in self.needs]
        ticked = [code for code, tick in self.needs.items() if tick.isChecked()]
        return replace(
            self._base,
            name=self.name.text(),
            kana=self.kana.tidied(),
            alias=self.alias.text().strip(),
            latin=self.latin.text().strip(),
            former_name=self.former_name.text().strip(),
            birth=day,
            birth_written="" if day else written,
            sex=self.sex.value(),
            zip=tidy_zip(self.zip.tidied()),
            address=self.address.text().strip(),
            district=self.district.text(),
            phones=self.phones.phones(),
            email=self.email.text().strip(),
            affiliation=self.affiliation.text(),
            language=self.language.value() or self._base.language,
            needs=",".join((*ticked, *others)),
            hide_name=self.hide_name.isChecked(),
            large_print=self.large_print.isChecked(),
            note=self.memo.toPlainText().strip(),
        )

    def further(self) -> Further:
        """Return the area, and what becomes of a name that was changed."""
        return Further(self.ward.answer(), *self.renaming.answer())

    def relations(self) -> list[Relation]:
        """Return the numbers that are to be given."""
        wanted = ((POINTS, self.points), (SUPPORTERS, self.supporters))
        return [
            Relation(programme, line.text().strip())
            for programme, line in wanted
            if line.text().strip() and not line.isReadOnly()
        ]

    # What is wrong

    def wrong(self) -> list[Field]:
        """Check every field and return those that need another look, in reading order."""
        self.birth.read()
        # Letters of a date nobody could read were kept on purpose; they may stay.
        if self.birth.error and self.birth.line.text().strip() == self._base.birth_written:
            self.birth.set_error("")
        order = [
            self.fields["name"], self.fields["kana"], self.birth, *self.phones.fields,
            self.fields["zip"], self.fields["email"],
        ]  # fmt: skip
        return [
            field
            for field in order
            if (bool(field.error) if field is self.birth else not field.check())
        ]

    def go_to(self, field: Field) -> None:
        """Put the cursor into `field`."""
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def words_of(entered: PersonDetails) -> dict[str, Any]:
    """Return an entry as the fields of the form hold it."""
    found: dict[str, Any] = {key: getattr(entered, key) for key in _TEXTS}
    birth = wareki(entered.birth) if entered.birth else entered.birth_written
    return found | {
        "birth": birth,
        "sex": entered.sex,
        "phones": [written for written, _digits in entered.phones],
        "district": entered.district,
        "affiliation": entered.affiliation,
        "language": entered.language,
        "needs": [code for code in entered.needs.split(",") if code],
        "large_print": entered.large_print,
        "hide_name": entered.hide_name,
        "note": entered.note,
    }
