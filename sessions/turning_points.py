"""What the papers for a bad day say, filled with the facts of this office."""

from dataclasses import dataclass

from resources.words import _
from sessions.papers.turning_point import Step, TurningPoint


@dataclass(frozen=True)
class Facts:
    """What has to be known on that day; places as a person would look for them."""

    office: str
    when: str
    phone: str = ""
    folder: str = ""
    own_copies: str = ""
    second_place: str = ""
    helper: str = ""


def said(words: str) -> str:
    """Return words of the window as a paper quotes them."""
    return _("“{words}”").format(words=words)


def new_sheet(kept: str) -> tuple[Step, ...]:
    """Return the steps by which a new sheet takes the place of the old; `kept` ends the first."""
    return (
        Step(
            _("Press {button}. Type the last four letters of the new sheet.").format(
                button=said(_("Print the sheet"))
            ),
            _("Then press {button}.").format(button=said(kept)),
        ),
        Step(
            _("Put the new sheet into the safe. Tear up the old one."),
            _("The old sheet opens nothing any more."),
        ),
    )


def _facts(facts: Facts, *further: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        (_("Office"), facts.office),
        (_("Telephone"), facts.phone),
        *further,
        (_("Who looks after it"), facts.helper or "＿＿＿＿＿＿＿＿＿＿　☎ ＿＿＿＿＿＿＿＿"),
    )


def _new_passphrase() -> tuple[Step, ...]:
    return (
        Step(
            _("Think of a new passphrase, type it twice and press {button}.").format(
                button=said(_("Set the new passphrase"))
            ),
            _("Eight letters or more. Two or three words are easy to remember."),
        ),
        *new_sheet(_("It is kept, go on")),
        Step(_("Press your own name.")),
    )


def passphrase_forgotten(facts: Facts) -> TurningPoint:
    """Return the paper for the day on which nobody knows the passphrase."""
    steps = (
        Step(
            _("Start inakurashi and press {button}.").format(
                button=said(_("I do not know the passphrase"))
            ),
            _("A page with “Open with the recovery key” appears."),
        ),
        Step(
            _("Take the recovery sheet out of the safe and type its 28 letters and digits."),
            _("Capital or small, with or without hyphens: it does not matter."),
        ),
        *_new_passphrase(),
    )
    return TurningPoint(
        _("When the passphrase is forgotten"),
        facts.office,
        facts.when,
        _facts(facts),
        (_("The recovery sheet (in the safe)"), _("The printer, switched on")),
        steps,
        _("The page of today appears. Tell everybody at the desk the new passphrase by mouth."),
        _("Without the sheet nobody can open the records, not even its makers."),
    )


def computer_broken(facts: Facts) -> TurningPoint:
    """Return the paper for the day on which the computer does not start any more."""
    steps = (
        Step(
            _("On the new computer, install inakurashi and start it."),
            _("Whoever looks after the computers has the installer."),
        ),
        Step(_("Put the stick with the copies in.")),
        Step(
            _("Press {button}.").format(button=said(_("There is an office or a backup already"))),
            _("On a computer with an office, it is {button} below the passphrase.").format(
                button=said(_("Another office or a backup"))
            ),
        ),
        Step(
            _("Choose {choice} and press {button}.").format(
                choice=said(_("Bring an office back from a backup")),
                button=said(_("Choose the copy")),
            ),
        ),
        Step(
            _("Choose the uppermost copy that says {state}.").format(state=said(_("Proven"))),
            _("The newest one stands uppermost. Leave a broken one as it is."),
        ),
        Step(
            _("Choose {choice} and type the 28 letters and digits of the sheet.").format(
                choice=said(_("Recovery key (sheet in the safe)"))
            ),
        ),
        Step(
            _("Press {first}, read what it says, and press {then}.").format(
                first=said(_("Open and compare")), then=said(_("Bring this copy back"))
            ),
            _("Nothing is overwritten. It takes less than a minute."),
        ),
        *_new_passphrase(),
    )
    return TurningPoint(
        _("When the computer is broken"),
        facts.office,
        facts.when,
        _facts(
            facts,
            (_("Where the records are"), facts.folder),
            (_("Copies on this computer"), facts.own_copies),
            (_("Copies outside"), facts.second_place or _("not chosen yet")),
        ),
        (
            _("A computer with Windows, and the installer of inakurashi"),
            _("The stick with the copies"),
            _("The recovery sheet (in the safe)"),
            _("The printer, switched on"),
        ),
        steps,
        _("The page of today appears. Look into the register whether the newest people are there."),
        _("What was done after the copy must be entered again, from the papers of those days."),
    )
