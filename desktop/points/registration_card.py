"""What can be done with the chosen lines of the work list, beside it: acts and papers."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import jobs
from desktop import person_words as wording
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.points.registration_acts import Acts
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points.work_list import Entry, State
from resources import calendar
from resources.words import _, ngettext

Do = Callable[[Sequence[Entry]], object]


class RegistrationCard(QWidget):
    """Two cards: about whom, with what can be done next, and the papers for them."""

    def __init__(self, acts: Acts, chosen: Callable[[], Sequence[Entry]]) -> None:
        super().__init__()
        self._acts = acts
        self._chosen = chosen
        self.primary: Button | None = None
        self._state = State.APPLIED
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        self.next = Card(_("What can be done"), dense=True)
        self.who = Label(px=tokens.BODY, bold=True, wrap=True)
        self.facts = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.next.add(self.who)
        self.next.add(self.facts)
        self._doing: Flow | None = None
        self.papers = Card(_("Papers"), dense=True)
        self._printing: Flow | None = None
        column.addWidget(self.next)
        column.addWidget(self.papers)
        column.addStretch(1)

    def show_state(self, state: State) -> None:
        """Offer what can be done with lines of `state`."""
        self._state = state
        self.buttons = {}
        self.primary = None
        doing = [self._button(*one) for one in self._acts_of(state)]
        if doing:
            self.primary = doing[0]
        printing = [self._button(name, words, do, "printer", Kind.SOFT)
                    for name, words, do in self._papers_of(state)]  # fmt: skip
        self._doing = self._replaced(self.next, self._doing, doing)
        self._printing = self._replaced(self.papers, self._printing, printing)

    def show_chosen(self) -> None:
        """Say about whom the buttons are, and let them be pressed when there is anybody."""
        chosen = self._chosen()
        self.who.setText(_about(chosen))
        self.facts.setText(_facts(chosen[0]) if len(chosen) == 1 else "")
        self.facts.setVisible(bool(self.facts.text()))
        for button in self.buttons.values():
            button.setEnabled(bool(chosen) or button.property("always") is True)

    def _replaced(self, card: Card, old: Flow | None, buttons: Sequence[Button]) -> Flow | None:
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        if not buttons:
            return None
        made = Flow(list(buttons))
        card.add(made)
        return made

    def _button(
        self, name: str, words: str, do: Do, icon: str, kind: Kind = Kind.SECONDARY
    ) -> Button:
        button = Button(words, kind=kind, icon=icon, height=tokens.CONTROL_DENSE)
        button.clicked.connect(lambda _on=False: do(self._chosen()))
        if name.startswith("blank") or name in {"read", "insurance_list", "insurance_file"}:
            button.setProperty("always", True)
        self.buttons[name] = button
        return button

    def _acts_of(self, state: State) -> Sequence[tuple[str, str, Do, str, Kind]]:
        acts, plain = self._acts, Kind.SECONDARY
        loud = Kind.PRIMARY
        end: tuple[str, str, Do, str, Kind] = ("cancel", _("End it"), self._cancel, "x", plain)
        decline = ("decline", _("Do not register"), acts.decline, "x", plain)
        register = ("register", _("Register them"), acts.register, "check", loud)
        offered: dict[State, list[tuple[str, str, Do, str, Kind]]] = {
            State.APPLIED: [
                ("send", _("Ask the city"), acts.send, "mail", loud), decline,
            ],
            State.ASKED: [
                ("yes", _("Enter 適"), lambda rows: acts.answer(rows, fit=True), "check", loud),
                ("no", _("Enter 否"), lambda rows: acts.answer(rows, fit=False), "x", plain),
                ("read", _("Read the file of the city"), lambda _rows: acts.read_answers(),
                 "download", plain),
            ],
            State.ANSWERED: [register, decline],
            State.REGISTERED: [
                ("insure", _("Note the insurance"), acts.insure, "shield-check", loud),
                ("pause", _("Let rest"), acts.pause, "pause", plain),
                ("lost", _("Card lost"), acts.lost, "id-card", plain),
                ("send", _("Ask the city"), acts.send, "mail", plain),
                end,
            ],
            State.PAUSED: [
                ("resume", _("They are back"), acts.resume, "check", loud), end,
            ],
            State.TO_RENEW: [("renew", _("Renew"), acts.renew, "check", loud), end],
            State.CANCELLED: [],
        }  # fmt: skip
        return offered[state]

    def _cancel(self, chosen: Sequence[Entry]) -> None:
        last = self._acts.year - (self._state is State.TO_RENEW)
        self._acts.cancel(chosen, last)

    def _papers_of(self, state: State) -> list[tuple[str, str, Do]]:
        acts, desk = self._acts, self._acts.desk

        def numbers(rows: Sequence[Entry]) -> list[str]:
            return [one.number for one in rows]

        def form(rows: Sequence[Entry]) -> None:
            people = [one.person_id for one in rows]
            acts.lay(jobs.registration_forms(desk, acts.year, people))

        def change(rows: Sequence[Entry]) -> None:
            year = acts.year - (state is State.TO_RENEW)
            acts.lay(jobs.change_forms(desk, year, numbers(rows)))

        blanks: list[tuple[str, str, Do]] = [
            ("blank_form", _("Blank forms"), lambda _rows: acts.blank_form(self._blank_of(state))),
        ]
        own: dict[State, list[tuple[str, str, Do]]] = {
            State.APPLIED: [("form", _("Application to register"), form)],
            State.ASKED: [
                ("list", _("List to the city"),
                 lambda rows: acts.lay(jobs.inquiry_list(desk, rows[0].inquiry_id))),
                ("file", _("List as a file"), lambda rows: acts.save_inquiry(rows[0].inquiry_id)),
            ],
            State.ANSWERED: [("form", _("Application to register"), form)],
            State.REGISTERED: [
                ("cards", _("Points cards"),
                 lambda rows: acts.lay(jobs.member_cards(desk, acts.year, numbers(rows)))),
                ("notices", _("Notices of registration"), acts.notices),
                ("change", _("Notice of change, pause or end"), change),
                ("insurance_list", _("List of the insured"),
                 lambda _rows: acts.lay(jobs.insurance_list(desk, acts.year))),
                ("insurance_file", _("List of the insured as a file"),
                 lambda _rows: acts.save_insurance()),
            ],
            State.PAUSED: [("change", _("Notice of change, pause or end"), change)],
            State.TO_RENEW: [
                ("renewal", _("Renewal cards: written side"),
                 lambda rows: acts.lay(jobs.renewal_cards(desk, acts.year, numbers(rows)))),
                ("addresses", _("Renewal cards: address side"),
                 lambda rows: acts.lay(jobs.renewal_addresses(desk, acts.year, numbers(rows)))),
                ("change", _("Notice of change, pause or end"), change),
            ],
            State.CANCELLED: [],
        }  # fmt: skip
        return [*own[state], *blanks]

    @staticmethod
    def _blank_of(state: State) -> str:
        """Return the blank form that is wanted most in a state."""
        wanted = {
            State.ASKED: "inquiry", State.REGISTERED: "change", State.PAUSED: "change",
            State.TO_RENEW: "renewal",
        }  # fmt: skip
        return wanted.get(state, "registration")


def _about(chosen: Sequence[Entry]) -> str:
    if not chosen:
        return _("Nobody is in this state.")
    if len(chosen) == 1:
        return wording.honoured(chosen[0].name)
    words = ngettext("{count} person ticked", "{count} people ticked", len(chosen))
    return words.format(count=len(chosen))


def _facts(one: Entry) -> str:
    told = []
    if one.number:
        told.append(_("Registration number {number}").format(number=one.number))
    if one.birth:
        told.append(calendar.wareki_with_western(one.birth))
    if one.registered:
        told.append(_("registered {day}").format(day=calendar.wareki(one.registered)))
    if one.insured:
        told.append(_("insurance arranged {day}").format(day=calendar.wareki(one.insured)))
    if one.reissued:
        told.append(_("card issued again {count} times").format(count=one.reissued))
    if one.inquiry:
        told.append(_("List {label} to the city").format(label=one.inquiry))
    if one.note:
        told.append(one.note)
    return "\n".join(told)
