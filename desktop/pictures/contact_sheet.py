"""The contact sheet: one page on which all the pictures lie beside each other."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from desktop.style import tokens
from resources.words import _

_LOOK = (
    'body { font: 16px/1.5 "BIZ UDPGothic", sans-serif; margin: 24px; '
    f"background: {tokens.PAPER} }}\n"
    "section { display: flex; flex-wrap: wrap; gap: 16px; margin: 0 0 32px }\n"
    f"figure {{ margin: 0 }} img {{ width: 640px; border: 1px solid {tokens.LINE} }}\n"
    ".paper img { width: 400px }"
)


def write(folder: Path, taken: Sequence[tuple[str, str]]) -> Path:
    """Write `index.html` into `folder` for the pictures `taken` (name, file); return it."""
    title = _("Pictures")
    parts = [
        "<!doctype html>",
        '<html lang="ja"><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{_LOOK}</style>",
    ]
    before = ""
    for name, file in taken:
        if name != before:
            kind = "paper" if name.startswith("paper") else "screen"
            parts += [] if not before else ["</section>"]
            parts.append(f'<h2>{escape(name)}</h2><section class="{kind}">')
            before = name
        where = escape(file)
        parts.append(
            f'<figure><a href="{where}"><img src="{where}" alt="{where}" loading="lazy"></a>'
            f"<figcaption>{where}</figcaption></figure>"
        )
    parts += ["</section>"] if before else []
    target = folder / "index.html"
    target.write_text("\n".join([*parts, "</html>", ""]), "utf-8")
    return target
