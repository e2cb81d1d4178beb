"""How the house looks: one set of tokens, from which palette, sheet and painters read."""

import gc

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.style import fonts, palette, sheet
from desktop.style.scale import scale


def dress(app: QApplication) -> None:
    """Give `app` the look of the house and keep it when the size of letters moves."""
    QLocale.setDefault(QLocale("ja_JP"))
    app.setStyle("Fusion")
    app.setPalette(palette.palette())
    app.setFont(fonts.font())
    app.setStyleSheet(sheet.sheet())
    if app.property("dressed"):
        return
    app.setProperty("dressed", True)

    def redress() -> None:
        # Qt walks over all widgets by bare pointers: none may be collected on the way.
        gc.collect()
        gc.disable()
        try:
            app.setFont(fonts.font())
            app.setStyleSheet(sheet.sheet())
        finally:
            gc.enable()

    scale.changed.connect(redress)
