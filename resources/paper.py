"""The house style of every paper: sheet, margins, rules, marks, page numbers; millimetres."""

from collections.abc import Callable, Hashable
from enum import Enum
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from resources import symbols, upright
from resources.type import LEADING, SHRINK, Role, Typesetter, fit, width, wrap

MM = 72 / 25.4
A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
MARGIN = 20.0
LIST_MARGIN = 16.0
BAND = 0.92  # the one grey: lighter than a fax turns into dots
HAIR = 0.3  # points

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

# Text for mail paths of forty years ago: a fifth larger, and no printer needs it.
rl_config.useA85 = 0


class Cancelled(Exception):
    """Drawing was stopped on request; there is no paper."""


class Align(Enum):
    """Which point of a line of text stands at the given place."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class _Canvas(Canvas):
    def _make_preamble(self) -> None:
        # ReportLab would name Helvetica on each page, a font nobody embeds.
        self._preamble = ""


class Paper:
    """A paper under the pen: places in mm from the upper left corner, sizes in points.

    `offset` moves everything right and down, in mm, for a printer that feeds askew.
    `pages` is the number of sheets to come; `progress(done, pages)` is called after each,
    and `cancel()` asked before the next: when it says yes, `Cancelled` is raised.
    """

    def __init__(
        self,
        title: str,
        *,
        pages: int,
        size: tuple[float, float] = A4,
        offset: tuple[float, float] = (0.0, 0.0),
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        self.wide, self.high = size
        self.pages = pages
        self.page = 1
        self._offset = offset
        self._progress = progress
        self._cancel = cancel
        self._file = BytesIO()
        # Equal content gives equal bytes: no clock and no chance goes into the file.
        self._canvas: Any = _Canvas(
            self._file,
            pagesize=(self.wide * MM, self.high * MM),
            invariant=1,
            pageCompression=1,
            lang="ja",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("inakurashi")
        self._type = Typesetter(self._canvas)
        self._forms: set[str] = set()
        self._stencils: dict[Hashable, int] = {}
        self._begin()

    def _begin(self) -> None:
        if self._cancel is not None and self._cancel():
            raise Cancelled
        dx, dy = self._offset
        if dx or dy:
            self.put(f"1 0 0 1 {dx * MM:.2f} {-dy * MM:.2f} cm")

    def end_page(self) -> None:
        """Finish this sheet; the next one begins unless it was the last."""
        self._canvas.showPage()
        if self._progress is not None:
            self._progress(self.page, self.pages)
        self.page += 1
        if self.page <= self.pages:
            self._begin()

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.save()
        return self._file.getvalue()

    def put(self, operators: str) -> None:
        """Add raw PDF `operators`, in points from the lower left corner."""
        self._canvas._code.append(operators)  # noqa: SLF001  -- ReportLab's calls cost more

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place (x, y), mm from the upper left, in points from the lower left."""
        return x * MM, (self.high - y) * MM

    # -- text -----------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 12,
        role: Role = Role.BODY,
        *,
        align: Align = Align.LEFT,
        room: float | None = None,
        white: bool = False,
        kin: str = "",
    ) -> None:
        """Set one line with its base line at `y`; made smaller where it is wider than `room`.

        `kin` is the whole text of which this is a line (see `glyphs.lay`).
        """
        if room is not None:
            size = fit(text, role, size, room * MM, lines=1).size
        left, base = self.at(x, y)
        if align is not Align.LEFT:
            left -= width(text, role, size, kin) * align.value
        self._type.draw(left, base, text, role, size, grey=1 if white else 0, kin=kin)

    def measure(self, text: str, size: float, role: Role = Role.BODY) -> float:
        """Return the width of `text` in mm."""
        return width(text, role, size) / MM

    def column(self, x: float, y: float, text: str, size: float, role: Role = Role.MINCHO) -> float:
        """Set one line from top to bottom around `x`, beginning at `y`; return where it ends."""
        middle, top = self.at(x, y)
        self._type.draw_column(middle, top, text, role, size)
        return y + upright.height(text, role) * size / MM

    def name(
        self, x: float, middle: float, name: str, size: float, room: float, role: Role = Role.BOLD
    ) -> None:
        """Set a name around the height `middle`, in two lines where it is long."""
        fitted = fit(name, role, size, room * MM)
        step = fitted.size * 1.25 / MM
        base = middle + fitted.size * 0.37 / MM - step * (len(fitted.lines) - 1) / 2
        for line in fitted.lines:
            self.text(x, base, line, fitted.size, role, kin=name)
            base += step

    def person(self, x: float, top: float, name: str, kana: str, size: float, room: float) -> None:
        """Set a name with its reading above into a row of some 11 mm that begins at `top`."""
        short = width(name, Role.BOLD, size) * SHRINK <= room * MM
        if short:
            self.text(x, top + 3.6, kana, 8.5, room=room)
            self.text(x, top + 9.1, name, size, Role.BOLD, room=room)
        else:
            self.text(x, top + 2.9, kana, 6.5, room=room)
            self.name(x, top + 7.1, name, 10.5, room)

    def lines(self, text: str, size: float, room: float, role: Role = Role.BODY) -> list[str]:
        """Return `text` broken into lines of `room` mm."""
        return wrap(text, role, size, room * MM)

    def block(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        role: Role = Role.BODY,
        *,
        leading: float = LEADING,
    ) -> float:
        """Set a paragraph `room` mm wide, its first base line at `y`; return the next one."""
        step = size * leading / MM
        for line in self.lines(text, size, room, role):
            self.text(x, y, line, size, role)
            y += step
        return y

    def spread(self, x: float, y: float, text: str, size: float, role: Role, *, gap: float) -> None:
        """Set a short title around `x` with `gap` em between its letters."""
        step = size * (1 + gap) / MM
        if step * len(text) > self.wide - 4 * MARGIN:
            return self.text(x, y, text, size, role, align=Align.CENTRE, room=self.wide / 2)
        left = x - step * (len(text) - 1) / 2
        for i, letter in enumerate(text):
            self.text(left + i * step, y, letter, size, role, align=Align.CENTRE)
        return None

    # -- lines and areas ------------------------------------------------------------------

    def rule(
        self, x: float, y: float, x2: float, y2: float, weight: float = HAIR, dash: str = ""
    ) -> None:
        """Draw a line of `weight` points; `dash` is a PDF dash such as "0.5 2"."""
        (a, b), (c, d) = self.at(x, y), self.at(x2, y2)
        path = f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S"
        self.put(f"q 0 G {weight:g} w [{dash}] 0 d {path} Q")

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        weight: float = HAIR,
        *,
        radius: float = 0,
        fill: float | None = None,
    ) -> None:
        """Draw a box from its upper left corner; `fill` is a grey (1 white), `weight` 0 no edge."""
        left, base = self.at(x, y + high)
        if radius:
            path = symbols.rounded(left, base, wide * MM, high * MM, radius * MM)
        else:
            path = f"{left:.2f} {base:.2f} {wide * MM:.2f} {high * MM:.2f} re"
        paint = "n" if fill is None and not weight else "S" if fill is None else "B"
        paint = "f" if fill is not None and not weight else paint
        ground = "" if fill is None else f"{fill:g} g "
        self.put(f"q {ground}0 G {weight:g} w {path} {paint} Q")

    def shape(self, name: symbols.Shape, x: float, y: float, size: float) -> None:
        """Paint shape `name` centred on (x, y), `size` mm wide."""
        self.put(symbols.shape(name, *self.at(x, y), size * MM))

    def qr(self, x: float, y: float, text: str, kind: symbols.Kind, size: float) -> None:
        """Paint the code `text` with its upper left corner at (x, y), `size` mm wide.

        The caller keeps four modules free around it.
        """
        left, base = self.at(x, y + size)
        self.put(symbols.qr(text, kind, left, base, size * MM))

    def form(self, name: str, paint: Callable[[], None]) -> None:
        """Show what `paint` draws; it is drawn once and shown on each sheet that asks again."""
        if name not in self._forms:
            self._forms.add(name)
            self._canvas.beginForm(name)
            paint()
            self._canvas.endForm()
        self._canvas.doForm(name)

    def stencil(self, content: Hashable, paint: Callable[[], None]) -> None:
        """Show what `paint` draws of `content`; sheets with equal content share one drawing."""
        number = self._stencils.setdefault(content, len(self._stencils) + 1)
        self.form(f"stencil{number}", paint)

    # -- the marks of the house -----------------------------------------------------------

    def page_number(self, x: float, y: float, size: float = 12) -> None:
        """Say which sheet of how many this is, ending at `x`."""
        self.text(x, y, f"{self.page} ／ {self.pages}", size, align=Align.RIGHT)

    def foot(self, left: str) -> None:
        """Set the foot: small print at the left, the page number at the right."""
        self.text(MARGIN, self.high - 13, left, 9, room=self.wide - 2 * MARGIN - 25)
        self.page_number(self.wide - MARGIN, self.high - 13, 11)

    def corner_marks(self) -> None:
        """Set the four squares by which a scanned or photographed sheet is put straight."""
        for x in (8.0, self.wide - 8):
            for y in (8.0, self.high - 8):
                self.box(x - 2.5, y - 2.5, 5, 5, 0, fill=0)

    def thumb_tab(self, label: str, top: float, bottom: float) -> None:
        """Set a black tab at the right edge, by which a row is found in a pile of sheets."""
        self.box(self.wide - 14, top, 9, bottom - top, 0, fill=0)
        base = (top + bottom) / 2 + 1.9
        centre = self.wide - 9.5
        self.text(centre, base, label, 15, Role.BODY, align=Align.CENTRE, room=8.4, white=True)
