"""Names with their reading above, as a person reads them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.label import Label
from desktop.style import tokens


class RubyName(QWidget):
    """`name` at `px`, and `kana` in small letters above it when there is one."""

    def __init__(
        self,
        name: str = "",
        kana: str = "",
        *,
        px: int = tokens.NAME,
        ruby_px: int = tokens.RUBY,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kana = Label(px=ruby_px, colour=tokens.INK_2, align=align)
        self._name = Label(px=px, bold=True, align=align)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._kana)
        column.addWidget(self._name)
        self.show_name(name, kana)

    def show_name(self, name: str, kana: str = "") -> None:
        """Show `name` under `kana` from now on."""
        self._name.setText(name)
        self._kana.setText(kana)
        self._kana.setVisible(bool(kana))
        self.setAccessibleName(f"{name} {kana}".strip())
