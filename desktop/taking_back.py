"""How every act is taken back, the programmes' lists included: put together for the desk."""

from desktop.intake.work import KINDS
from programs.points import undoing as points
from sessions import undo
from sessions.undoing import lists

RULES: undo.Rules = {
    **undo.RULES,
    **points.RULES,
    ("batch", "bring_in"): lists.importing(KINDS),
    ("batch", "bring_in_again"): lists.importing(KINDS),
    ("batch", "take_back"): lists.bringing_again(KINDS),
}
