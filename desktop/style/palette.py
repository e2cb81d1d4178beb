"""The palette Qt itself draws with, so that no control falls back to another grey."""

from PySide6.QtGui import QColor, QPalette

from desktop.style import tokens


def palette() -> QPalette:
    """Return the light palette of the house."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, tokens.PAPER),
        (role.WindowText, tokens.INK),
        (role.Base, tokens.SURFACE),
        (role.AlternateBase, tokens.SUNKEN),
        (role.Text, tokens.INK),
        (role.Button, tokens.SURFACE),
        (role.ButtonText, tokens.INK),
        (role.BrightText, tokens.WHITE),
        (role.PlaceholderText, tokens.INK_3),
        (role.Highlight, tokens.PRIMARY_SOFT),
        (role.HighlightedText, tokens.INK),
        (role.Link, tokens.PRIMARY),
        (role.LinkVisited, tokens.PRIMARY),
        (role.ToolTipBase, tokens.SURFACE),
        (role.ToolTipText, tokens.INK),
        (role.Light, tokens.SURFACE),
        (role.Midlight, tokens.SUNKEN),
        (role.Mid, tokens.LINE),
        (role.Dark, tokens.LINE_STRONG),
        (role.Shadow, tokens.INK_2),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.INK_3))
    return made
