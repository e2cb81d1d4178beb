"""The words of the house: English sentences in the code, Japanese on the screen."""

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("ja", "en")
DEFAULT = "ja"

_voice: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str = DEFAULT) -> None:
    """Speak `language` from now on; an unknown one falls back to the English sentences."""
    global _voice  # noqa: PLW0603  -- one voice for the process
    from resources import path

    _voice = _gettext.translation(
        "messages", path("translations"), languages=[language], fallback=True
    )


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _voice.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form for `count` in the language in use."""
    return _voice.ngettext(singular, plural, count)


def mark(message: str) -> str:
    """Mark `message` for the catalogue without translating it yet."""
    return message


def catalogue(language: str, root: Path) -> Path:
    """Return the compiled catalogue of `language` under `root`."""
    return root / language / "LC_MESSAGES" / "messages.mo"
