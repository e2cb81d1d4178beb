"""The cards around a person: household, whom to call, consents, names before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import about_words
from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.flow import Flow
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.register.rows import quiet, row
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions.consents import ConsentView
from sessions.emergency_contacts import ContactView
from sessions.former_names import FormerView
from sessions.households import Home, Member

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.dialogs.filling import Filling
    from desktop.frame import Frame
    from desktop.register.telling import Whole


class Around:
    """Makes the cards of a person on `page`; what their buttons ask is done at `desk`."""

    def __init__(self, page: Page, desk: "Desk", frame: "Frame") -> None:
        self._page = page
        self._desk = desk
        self._frame = frame
        self.buttons: dict[str, Button] = {}
        self.asking = False  # the page keeps its buttons while one of them waits for an answer

    def _ask(self, dialog: "Filling", done: str) -> None:
        """Ask, say `done` if it was done, and let the page read what changed in the meantime."""
        self.asking = True
        try:
            kept = dialog.exec()
        finally:
            self.asking = False
        self._page.freshen()
        if kept:
            self._frame.done(done)

    def cards(self, whole: "Whole") -> tuple[list[Card], list[Card]]:
        """Return the cards below the facts of a person, and those beside them."""
        self.buttons = {}
        return [self._household(whole), self._contacts(whole)], [
            self._consents(whole),
            self._former(whole),
        ]

    def _button(self, key: str, words: str, act: Callable[[], object], icon: str = "") -> Button:
        button = Button(
            words, kind=Kind.SOFT if icon else Kind.QUIET, icon=icon, height=tokens.CONTROL_DENSE
        )
        button.clicked.connect(act)
        self.buttons[key] = button
        return button

    def _list(self, card: Card, rows: list[QWidget], nothing: str) -> None:
        if not rows:
            card.add(Label(nothing, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        for number, one in enumerate(rows):
            if number:
                card.add(Hairline())
            card.add(one)

    # The household

    def _household(self, whole: "Whole") -> Card:
        person, home = whole.facts.person, whole.around.home
        card = Card(_("Household"), dense=True)
        rows = [self._member(home, one) for one in home.members] if home else []
        self._list(card, rows, _("No household is noted."))
        acts = [
            self._button(
                "join",
                _("Somebody lives along") if home else _("Note a household"),
                lambda: self._join(person.id, person.name, home),
                "users",
            )
        ]
        if home is not None:
            acts.append(
                self._button("dissolve", _("End the household"), lambda: self._dissolve(home))
            )
        card.add(Flow(list(acts)))
        return card

    def _member(self, home: Home, one: Member) -> QWidget:
        since = calendar.wareki(one.from_on)
        below = _("{kinship}, since {day}").format(
            kinship=about_words.kinship(one.kinship), day=since
        )
        change = quiet(_("Change"), wording.shown(one.name))
        change.clicked.connect(lambda: self._belonging(home, one))
        self.buttons[f"member:{one.person_id}"] = change
        return row(wording.shown(one.name), below, end=change)

    def _join(self, person_id: str, name: str, home: Home | None) -> None:
        from desktop.dialogs.household import Joining

        dialog = Joining(self._desk, person_id, name, home, self._page.window())
        self._ask(dialog, _("The household is kept."))

    def _belonging(self, home: Home, one: Member) -> None:
        from desktop.dialogs.household import Belonging

        self._ask(
            Belonging(self._desk, home, one, self._page.window()), _("The household is kept.")
        )

    def _dissolve(self, home: Home) -> None:
        from desktop.dialogs.household import Dissolving

        self._ask(Dissolving(self._desk, home, self._page.window()), _("The household has ended."))

    # Whom to call

    def _contacts(self, whole: "Whole") -> Card:
        person, found = whole.facts.person, whole.around.contacts
        card = Card(_("In an emergency"), dense=True)
        order = tuple(one.id for one in found)
        rows = [self._contact(person.id, person.name, one, order) for one in found]
        known = list(dict.fromkeys(one.emergency for one in whole.points if one.emergency))
        rows += [row(words, _("From the volunteers' list")) for words in known]
        self._list(card, rows, _("Nobody to call is noted."))
        add = self._button(
            "contact",
            _("Add somebody to call"),
            lambda: self._ask_contact(person.id, person.name, None, order),
            "phone",
        )
        card.add(Flow([add]))
        return card

    def _contact(
        self, person_id: str, name: str, one: ContactView, order: tuple[str, ...]
    ) -> QWidget:
        title = wording.shown(one.name)
        if one.relation:
            title = _("{name} ({words})").format(name=title, words=one.relation)
        numbers = "  ".join(written for written, _digits in one.phones)
        change = quiet(_("Change"), title)
        change.clicked.connect(lambda: self._ask_contact(person_id, name, one, order))
        self.buttons[f"contact:{one.id}"] = change
        below = "\n".join(part for part in (numbers, one.note) if part)
        return row(title, below, end=change)

    def _ask_contact(
        self, person_id: str, name: str, one: ContactView | None, order: tuple[str, ...]
    ) -> None:
        from desktop.register.contact import Contact

        self._ask(
            Contact(self._desk, person_id, name, one, order, self._page.window()),
            _("The contacts are kept."),
        )

    # Consents

    def _consents(self, whole: "Whole") -> Card:
        person = whole.facts.person
        card = Card(_("Consents"), dense=True)
        rows = [self._consent(one) for one in whole.around.consents]
        self._list(card, rows, _("No consent is noted."))
        card.add(
            Flow(
                [
                    self._button(
                        "consent",
                        _("Enter a consent"),
                        lambda: self._give(person.id, person.name),
                        "check",
                    ),
                    self._button(
                        "consent_form",
                        _("Print the form"),
                        lambda: self._print_form(person.id, person.name),
                        "printer",
                    ),
                ]
            )
        )
        return card

    def _consent(self, one: ConsentView) -> QWidget:
        scope = "・".join(part for part in (one.what, one.whom) if part)
        below = _("{day}, {way}").format(
            day=calendar.wareki(one.given_on), way=_(about_words.WAYS[one.way])
        )
        if one.withdrawn_on is not None:
            below = _("{words}; withdrawn on {day}").format(
                words=below, day=calendar.wareki(one.withdrawn_on)
            )
        below = "\n".join(part for part in (below, scope) if part)
        holds = one.withdrawn_on is None
        chip = Chip(Status.OK, _("Consent holds")) if holds else Chip(Status.NONE, _("Withdrawn"))
        end = None
        if holds:
            end = quiet(_("Withdraw"), one.purpose)
            end.clicked.connect(lambda: self._withdraw(one))
            self.buttons[f"withdraw:{one.id}"] = end
        return row(one.purpose, below, chip=chip, end=end)

    def _give(self, person_id: str, name: str) -> None:
        from desktop.dialogs import question
        from desktop.dialogs.consent import Consenting
        from sessions import consent_texts

        window = self._page.window()
        if not self._desk.read(consent_texts.current, calendar.day_of(self._desk.now())):
            question.tell(
                window,
                _("There is no text yet that people consent to."),
                _("Write one in the office, under “Texts of consents”."),
            )
            self._frame.go("office", "consents")
            return
        self._ask(Consenting(self._desk, person_id, name, window), _("The consent is kept."))

    def _withdraw(self, one: ConsentView) -> None:
        from desktop.dialogs.consent import Withdrawing

        self._ask(Withdrawing(self._desk, one, self._page.window()), _("The consent is withdrawn."))

    def _print_form(self, person_id: str, name: str) -> None:
        from desktop import jobs, print_tray
        from desktop.dialogs import question
        from desktop.dialogs.consent_form import ALL, WhichForm
        from resources.refusals import Refusal
        from sessions import consent_texts

        today, chosen = calendar.day_of(self._desk.now()), ALL
        texts = self._desk.read(consent_texts.offered, today)
        if len(texts) > 1:
            current = len(self._desk.read(consent_texts.current, today))
            dialog = WhichForm(name, texts, current, self._page.window())
            if not dialog.exec():
                return
            chosen = dialog.text_id
        try:
            job = jobs.consent_form(self._desk, person_id, chosen)
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return
        self._frame.go("preview", print_tray.lay(job))

    # Names before

    def _former(self, whole: "Whole") -> Card:
        person = whole.facts.person
        card = Card(_("Names before"), dense=True)
        rows = [self._former_name(person.name, one) for one in whole.around.former]
        self._list(card, rows, _("No other name is known."))
        add = self._button(
            "former",
            _("Add a name"),
            lambda: self._ask_former(person.id, person.name, None),
            "plus",
        )
        card.add(Flow([add]))
        return card

    def _former_name(self, name: str, one: FormerView) -> QWidget:
        words = _(about_words.FORMER[one.kind])
        if one.until_on is not None:
            words = _("{kind}, until {day}").format(kind=words, day=calendar.wareki(one.until_on))
        below = "・".join(part for part in (wording.shown(one.kana), words, one.source) if part)
        change = quiet(_("Change"), wording.shown(one.name))
        change.clicked.connect(lambda: self._ask_former(one.person_id, name, one))
        self.buttons[f"former:{one.name}"] = change
        return row(wording.shown(one.name), below, end=change)

    def _ask_former(self, person_id: str, name: str, one: FormerView | None) -> None:
        from desktop.dialogs.former import Former

        self._ask(
            Former(self._desk, person_id, name, one, self._page.window()), _("The names are kept.")
        )
