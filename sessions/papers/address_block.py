"""One address: post code, address, organisation, names with 様, set into a given room."""

from dataclasses import dataclass

from resources.paper import MM, Paper
from resources.type import SHRINK, Role, fit, width, wrap

_SMALLER = 0.94
_LEAST = 0.2


@dataclass(frozen=True, slots=True)
class Address:
    """Whom something goes to. `names` are (name, honorific); several are a household (連名).

    An organisation with a person in it has no honorific of its own: 御中 is left out.
    """

    names: tuple[tuple[str, str], ...]
    post_code: str = ""
    address: str = ""
    organisation: str = ""
    organisation_honorific: str = ""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letter sizes in points for one kind of paper."""

    post_code: float
    address: float
    name: float


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    role: Role
    indent: float = 0.0  # points
    kin: str = ""
    gap: float = 0.0  # points of room above, besides the leading


def paint(
    paper: Paper, x: float, y: float, wide: float, high: float, address: Address, sizes: Sizes
) -> None:
    """Set `address` into the room at (x, y), in mm, standing in the middle of its height.

    Nothing is ever cut: a long address takes more lines, and where the height does not do,
    all of it is set smaller.
    """
    factor = 1.0
    lines = _lines(address, wide * MM, sizes, factor)
    while _height(lines) > high * MM and factor > _LEAST:
        factor *= _SMALLER
        lines = _lines(address, wide * MM, sizes, factor)
    base = y + (high - _height(lines) / MM) / 2
    for line in lines:
        base += (line.gap + line.size) / MM
        paper.text(x + line.indent / MM, base, line.text, line.size, line.role, kin=line.kin)
        base += line.size * 0.22 / MM


def _height(lines: list[_Line]) -> float:
    return sum(line.size * 1.22 + line.gap for line in lines)


def _lines(address: Address, room: float, sizes: Sizes, factor: float) -> list[_Line]:
    lines: list[_Line] = []
    if address.post_code:
        size = min(sizes.post_code, 12) if factor == 1 else sizes.post_code * factor
        lines.append(_Line(f"〒{address.post_code}", size, Role.BODY))
    lines += _broken(address.address, room, sizes.address * factor)
    if address.organisation:
        smaller = sizes.name if not address.names else (sizes.address + sizes.name) / 2
        words = f"{address.organisation}　{address.organisation_honorific}".strip()
        gap = smaller * factor * 0.2
        lines += _name(words, room, smaller * factor, Role.BOLD, gap)
    return lines + _people(address.names, room, sizes.name * factor)


def _broken(text: str, room: float, size: float) -> list[_Line]:
    """Return an address in lines; one that is a little too long is rather set a little smaller."""
    if not text:
        return []
    wide = width(text, Role.BODY, size)
    if room < wide <= room / SHRINK:
        size *= room / wide
    return [_Line(line, size, Role.BODY) for line in wrap(text, Role.BODY, size, room) if line]


def _name(words: str, room: float, size: float, role: Role, gap: float) -> list[_Line]:
    fitted = fit(words, role, size, room)
    return [
        _Line(line, fitted.size, role, kin=words, gap=gap if not number else 0)
        for number, line in enumerate(fitted.lines)
    ]


def _people(names: tuple[tuple[str, str], ...], room: float, size: float) -> list[_Line]:
    """Return the names, a further one of the same family name under the first given name."""
    if not names:
        return []
    whole = [f"{name}　{honorific}".rstrip("　") for name, honorific in names]
    gap = size * 0.25
    if len(names) == 1:
        return _name(whole[0], room, size, Role.BOLD, gap)
    widest = max(width(words, Role.BOLD, size) for words in whole)
    size *= min(1.0, room / widest)
    first = names[0][0].partition("　")[0]
    indent = width(f"{first}　", Role.BOLD, size)
    lines = []
    for number, words in enumerate(whole):
        family, blank, given = words.partition("　")
        # 様 alone after a name without a blank is no given name.
        shared = number > 0 and family == first and bool(blank) and "　" in given
        text = given if shared else words
        lines.append(
            _Line(text, size, Role.BOLD, indent if shared else 0.0, words, gap if not number else 0)
        )
    return lines
