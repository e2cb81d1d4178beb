"""Asking who somebody on a list is, and doing what was answered."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.dialogs import who_is_it
from desktop.dialogs.who_is_it import Likely, Said, WhoIsIt
from resources.words import _
from sessions import finding, likeness, newcomers, recognition
from sessions.intake import applications
from sessions.intake.applications import ApplicationFacts
from sessions.person_entry import PersonDetails
from sessions.rosters import ExpectedFacts

Do = Callable[..., bool]
"""How a verb is done: the verb, its arguments, and `then` for what it returned."""


def likely(desk: Desk, entered: PersonDetails) -> list[Likely]:
    """Return whom of the register `entered` resembles, the likeliest first."""
    found = desk.read(likeness.candidates, entered)
    alike = [Likely(one.person, one.agreements) for one in found]
    if alike or not entered.kana:
        return alike
    return by_name(desk, entered.kana)


def by_name(desk: Desk, text: str) -> list[Likely]:
    """Return people whom `text` finds."""
    return [Likely(one.person, (one.reason,)) for one in desk.read(finding.find, text, limit=20)]


def ask_walk_in(parent: QWidget, desk: Desk, line: ExpectedFacts) -> Said | None:
    """Ask who a walk-in is; None when it was left."""
    facts = [
        (_("District"), line.district),
        (_("Affiliation"), line.affiliation),
        (_("Telephone"), line.phone),
    ]
    dialog = WhoIsIt(
        line.name,
        line.kana,
        facts,
        likely(desk, newcomers.details_of(line)),
        find=lambda text: by_name(desk, text),
        walk_in=True,
        parent=parent,
    )
    return dialog.said() if dialog.exec() else None


def do_walk_in(do: Do, line: ExpectedFacts, said: Said, then: Callable[[Any], object]) -> bool:
    """Do what was answered about a walk-in."""
    if said.kind == who_is_it.SAME:
        return do(recognition.link_person, line.id, said.person_id, then=then)
    if said.kind == who_is_it.NEW:
        return do(newcomers.enter, line.id, name=said.name, kana=said.kana, then=then)
    return do(recognition.confirm_name, line.id, name=said.name, kana=said.kana, then=then)


def ask_applicant(
    parent: QWidget, desk: Desk, facts: ApplicationFacts
) -> tuple[Said, Sequence[Likely]] | None:
    """Ask who an applicant is; returns the answer and who was offered, None when left."""
    shown = [
        (_("Name"), facts.name),
        (_("Reading"), facts.kana),
        (_("District"), facts.district),
        (_("Affiliation"), facts.affiliation),
        (_("Telephone"), facts.phone),
        (_("Received on"), facts.received_at),
    ]
    alike = likely(desk, applications.details_of(facts))
    dialog = WhoIsIt(
        facts.name,
        facts.kana,
        shown,
        alike,
        find=lambda text: by_name(desk, text),
        walk_in=False,
        parent=parent,
    )
    return (dialog.said(), alike) if dialog.exec() else None


def do_applicant(do: Do, facts: ApplicationFacts, said: Said, offered: Sequence[Likely]) -> bool:
    """Do what was answered about an applicant; leaving it as it is says no to all offered."""
    if said.kind == who_is_it.SAME:
        return do(applications.answer, facts.id, said.person_id, same=True)
    if said.kind == who_is_it.NEW:
        return do(applications.add_to_register, facts.id)
    return all(do(applications.answer, facts.id, one.person.id, same=False) for one in offered)


def undo_walk_in(do: Do, line: ExpectedFacts) -> None:
    """Take この方です back; a new person stays in the register."""
    do(recognition.link_person, line.id, None)
