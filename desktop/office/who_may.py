"""だれが何をできるか: the matrix of roles, read from the one file that the desk itself keeps."""

from collections.abc import Callable

from desktop.office.section import Section
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import roles
from resources.roles import Act, Role
from resources.roles_table import cell
from resources.words import _

_WIDTHS = {Role.CASES: 116, Role.FACILITATOR: 204}


class WhoMaySection(Section):
    """Shows every act and what each role may do about it."""

    def build(self) -> None:
        """Make the table."""
        card = self.card(
            _("Who may do what"),
            _("○ may do it, － may not. Whoever has two roles may do what either of them may."),
        )
        self.table: Table[Act] = Table(
            _("Who may do what"),
            (
                Column(roles.what(), lambda act: act.words, bold=True),
                *(
                    Column(roles.role_name(role), _of(role), width=_WIDTHS.get(role, 88))
                    for role in Role
                ),
            ),
            key=lambda act: act.name,
            row_height=tokens.ROW_PLAIN,
        )
        self.table.setMinimumHeight(scale.px(520))
        card.add(self.table)

    def refresh(self) -> None:
        """Show the matrix."""
        self.table.set_rows(list(roles.matrix().values()))


def _of(role: Role) -> Callable[[Act], str]:
    return lambda act: cell(act, role)
