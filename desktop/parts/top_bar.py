"""The top bar: where one is, searching everything, the year, and help."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.icon_button import IconButton
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.calendar import fiscal_year_label
from resources.words import _


class YearPill(Button):
    """The fiscal year in view; pressed it offers the others. `year_chosen` carries one."""

    year_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._years: tuple[int, ...] = ()
        super().__init__("", icon="chevron-down", after=True, size=tokens.LABEL, parent=parent)
        self.setProperty("kind", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """Return the room for the year, a little lower than a button."""
        return QSize(super().sizeHint().width(), scale.px(tokens.CONTROL_DENSE))

    def set_years(self, years: Sequence[int], shown: int) -> None:
        """Offer `years` and show that `shown` is in view."""
        self._years = tuple(years)
        self.set_words(fiscal_year_label(shown))
        self.setAccessibleDescription(_("Fiscal year in view"))

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setFont(fonts.font())
        for year in self._years:
            menu.addAction(fiscal_year_label(year)).setData(year)
        chosen = menu.exec(self.mapToGlobal(QPoint(0, self.height() + 2)))
        if chosen is not None:
            self.year_chosen.emit(int(chosen.data()))


class TopBar(QFrame):
    """The bar of 64 px; what is pressed in it is sent: `crumb_pressed`, `undo_asked` and so on."""

    crumb_pressed = Signal()
    search_changed = Signal(str)
    search_entered = Signal(str)
    year_chosen = Signal(int)
    help_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "top")
        self.setAccessibleName(_("Top bar"))
        self.crumb = Button("", kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self._arrow = Label("›", px=tokens.CARD_TITLE, colour=tokens.INK_2)
        self.title = Label(px=tokens.SCREEN_TITLE, bold=True)
        self.note = Label(colour=tokens.INK_2)
        self.search = SearchField(
            _("Search everything"),
            hint=_("Name, number or word"),
            key="Ctrl K",
            pill=True,
            height=tokens.CONTROL_DENSE,
        )
        self.year = YearPill()
        self.undo = IconButton("undo-2", _("Undo what was done Ctrl Z"))
        self.help = IconButton("circle-question-mark", _("Help for this screen F1"))
        self._line = QHBoxLayout(self)
        self._actions = QHBoxLayout()
        for part in (self.crumb, self._arrow, self.title, self.note):
            self._line.addWidget(part)
        self._line.addStretch(1)
        self._line.addLayout(self._actions)
        self._line.addWidget(self.search, 8)
        self._line.addWidget(self.year)
        self._line.addWidget(self.undo)
        self._line.addWidget(self.help)
        self.year.hide()
        self.crumb.clicked.connect(self.crumb_pressed)
        self.search.sought.connect(self.search_changed)
        self.search.entered.connect(self.search_entered)
        self.year.year_chosen.connect(self.year_chosen)
        self.help.clicked.connect(self.help_asked)
        self.undo.clicked.connect(self.undo_asked)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedHeight(scale.px(tokens.TOP_BAR))
        left = 14 if self.crumb.words else 28
        self._line.setContentsMargins(scale.gap(left), 0, scale.gap(16), 0)
        self._line.setSpacing(scale.gap(tokens.GAP_3))
        self._actions.setSpacing(scale.gap(tokens.GAP_2))
        self.search.setMaximumWidth(scale.px(tokens.SEARCH_WIDTH))
        self.search.setMinimumWidth(scale.px(140))

    def sizeHint(self) -> QSize:
        """Return a width that never pushes the window wider."""
        return QSize(scale.px(600), scale.px(tokens.TOP_BAR))

    def show_place(
        self, title: str, *, note: str = "", crumb: str = "", actions: Sequence[QWidget] = ()
    ) -> None:
        """Say where one is: `crumb` leads back, `actions` are the page's own buttons."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.crumb.set_words(crumb)
        self.crumb.setVisible(bool(crumb))
        self._arrow.setVisible(bool(crumb))
        self._line.setContentsMargins(scale.gap(14 if crumb else 28), 0, scale.gap(16), 0)
        while self._actions.count():
            item = self._actions.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None and old not in actions:
                old.hide()
        for button in actions:
            self._actions.addWidget(button)
            button.show()

    def show_year(self, years: Sequence[int], shown: int, *, past: bool) -> None:
        """Offer `years`; a `past` one in view tints the whole bar."""
        self.year.setVisible(bool(years))
        self.year.set_years(years, shown)
        if bool(self.property("past")) != past:
            self.setProperty("past", past)
            self.style().unpolish(self)
            self.style().polish(self)
