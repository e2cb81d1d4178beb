"""What the papers of a handover say (4月の引き継ぎ・職員が辞めるとき), with the people here."""

from dataclasses import dataclass

from resources.words import _
from sessions.papers.turning_point import Step, TurningPoint
from sessions.turning_points import new_sheet, said


@dataclass(frozen=True)
class Facts:
    """What has to be known: the office, the day, who administers it, who else works there."""

    office: str
    when: str
    administrators: tuple[str, ...]
    others: tuple[str, ...] = ()
    on_server: bool = False


def _facts(facts: Facts) -> tuple[tuple[str, str], ...]:
    return (
        (_("Office"), facts.office),
        (_("Administrator"), "、".join(facts.administrators) or "＿＿＿＿＿＿＿＿"),
        (_("Also at the desk"), "、".join(facts.others) or "―"),
    )


def _people() -> Step:
    return Step(
        _("At the left press {office}, then {people}.").format(
            office=said(_("Office")), people=said(_("People at the desk"))
        ),
        _("Only an administrator can do this."),
    )


def april(facts: Facts) -> TurningPoint:
    """Return the paper for the day on which a new colleague begins."""
    steps = (
        _people(),
        Step(
            _("Write the name of the new colleague and press {button}.").format(
                button=said(_("Add this person"))
            ),
            _("The name then stands in the list."),
        ),
        Step(
            _("Choose the name in the list. Under {roles} tick what the colleague is.").format(
                roles=said(_("Roles"))
            ),
            _("Everybody begins as office staff. Then press {button}.").format(
                button=said(_("Change the role"))
            ),
        ),
        Step(_("Press {button}.").format(button=said(_("Leave the desk")))),
        Step(
            _("Type the office's passphrase and press {button}.").format(button=said(_("Open"))),
            _("Let the new colleague press their own name."),
        ),
        Step(
            _("The new colleague: press {office}, then {people}.").format(
                office=said(_("Office")), people=said(_("People at the desk"))
            )
        ),
        Step(
            _("Under {own} type a passphrase twice and press {button}.").format(
                own=said(_("My own passphrase")), button=said(_("Use this passphrase"))
            ),
            _("Nobody else looks on. Eight letters or more."),
        ),
        Step(
            _("Press {button}, and open with the new passphrase.").format(
                button=said(_("Leave the desk"))
            )
        ),
    )
    return TurningPoint(
        _("Handover in April"),
        facts.office,
        facts.when,
        _facts(facts),
        (_("The administrator and the new colleague, both at the desk"),),
        steps,
        _("The page of today greets the new colleague by name."),
        _("Do not write the office's passphrase down for the new colleague."),
    )


def leaving(facts: Facts) -> TurningPoint:
    """Return the paper for the day on which a colleague leaves."""
    steps = (
        _people(),
        Step(
            _("Choose the colleague in the list and press {button}.").format(
                button=said(_("No longer works here"))
            ),
            _("Their own passphrase opens nothing any more. What they did keeps their name."),
        ),
        Step(
            _("Press {keys}. Type the passphrase up to now, then a new one twice.").format(
                keys=said(_("Passphrase and sheet"))
            ),
            _("Then press {button}.").format(button=said(_("Change the passphrase"))),
        ),
        Step(
            _("Below, type the new passphrase and press {button}.").format(
                button=said(_("Make a new sheet"))
            ),
            _("Only if the colleague could open the safe."),
        ),
        *new_sheet(_("It is kept")),
    )
    return TurningPoint(
        _("When a colleague leaves"),
        facts.office,
        facts.when,
        _facts(facts),
        (_("The keys and sticks that the colleague had"), _("The printer, switched on")),
        steps,
        _("In the list stands {state} beside the name.").format(
            state=said(_("No longer works here"))
        ),
        _("Copies made before today still open with the old passphrases. Keep them locked away."),
    )
