"""What a list is taken out for and where to: a reason, and the file it goes into."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.dialogs import question, reason
from desktop.page import Page
from resources import durable
from resources.refusals import Refusal
from resources.words import _, ngettext

XLSX, CSV = ".xlsx", ".csv"


def ask(
    parent: QWidget, count: int, *, usual: Sequence[str], forms: Sequence[str] = (XLSX,)
) -> tuple[Path, str] | None:
    """Ask and wait; return the file and the purpose, None when it was left."""
    purpose = reason.ask(
        parent,
        ngettext("Take out the list of {count}", "Take out the list of {count}", count).format(
            count=count
        ),
        _("Take only what is needed. Who took what, and what for, is kept in the record."),
        act=_("Take out"),
        usual=usual,
    )
    if not purpose:
        return None
    kinds = {XLSX: "Excel (*.xlsx)", CSV: "CSV (*.csv)"}
    # A file name lies open in every folder: it names nobody.
    chosen, kind = QFileDialog.getSaveFileName(
        parent, _("Save this list"), _("list") + forms[0],
        ";;".join(kinds[form] for form in forms),
    )  # fmt: skip
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix not in forms:
        path = path.with_suffix(next((one for one in forms if kinds[one] == kind), forms[0]))
    return path, purpose


def write(page: Page, path: Path, take_out: Callable[[], bytes]) -> None:
    """Write what `take_out` gives to `path`; refusals are said on `page`, nothing is written."""
    try:
        durable.write(path, take_out())
    except Refusal as refusal:
        question.refuse(page, refusal)
        return
    page.frame.done(_("The list was saved: {file}").format(file=path))
