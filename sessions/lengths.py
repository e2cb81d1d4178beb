"""Texts that a column cannot hold, refused before anything is written."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from resources.refusals import Refusal
from resources.words import _


def refuse_long(table: sa.Table, values: Mapping[str, Any]) -> None:
    """Refuse when a text among `values` (by column) is longer than its column."""
    for name, value in values.items():
        most = getattr(table.c[name].type, "length", None) if name in table.c else None
        if isinstance(value, str) and most and len(value) > most:
            raise Refusal(
                _("“{text}…” is longer than {most} letters.").format(text=value[:12], most=most),
                _("Please shorten it; the rest may stand in the note."),
            )
