"""The matrix of roles as the table of the manual; run as a module, it renews the page."""

from html import escape

from resources import path, roles, words
from resources.roles import Act, Cell, Role

PAGE = "manual/roles.html"
_BEGIN, _END = "<!-- table -->", "<!-- end of the table -->"
_MARKS = {Cell.YES: "○", Cell.NO: "－"}


def cell(act: Act, role: Role) -> str:
    """Return a cell as the window and the manual show it: ○, －, or the condition in words."""
    permit = act.permits[role]
    return _MARKS.get(permit.cell) or roles.told(permit)


def table() -> str:
    """Return the whole matrix as a table of HTML, in the language in use."""
    head = "".join(f"<th>{escape(roles.role_name(role))}</th>" for role in Role)
    lines = [f"<tr><th>{escape(roles.what())}</th>{head}</tr>"]
    for act in roles.matrix().values():
        cells = "".join(f"<td>{escape(cell(act, role))}</td>" for role in Role)
        lines.append(f"<tr><td>{escape(act.words)}</td>{cells}</tr>")
    return '<table border="1" cellspacing="0" cellpadding="4">\n' + "\n".join(lines) + "\n</table>"


def renewed(page: str) -> str:
    """Return `page` with the table of today between its marks."""
    before, _begin, rest = page.partition(_BEGIN)
    _old, _end, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table()}\n{_END}{after}"


def main() -> None:
    """Write the table of today into the page of the manual."""
    words.use("ja")
    place = path(PAGE)
    place.write_text(renewed(place.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
