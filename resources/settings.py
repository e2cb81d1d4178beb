"""What this machine knows of itself: where the data lies, how large, how loud, which printer."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from resources import durable

APP = "inakurashi"

Scanner = Literal["keyboard", "serial"]


@dataclass(frozen=True)
class Settings:
    """The settings of one machine. There is no personal data in it, only a staff id."""

    data_folder: str = ""  # empty: the user's app folder
    server: str = ""  # the address of a shared office, never with a password; empty: a folder
    language: str = "ja"
    text_scale: float = 1.0  # 1.0, 1.25 or 1.5
    reduced_motion: bool = False
    sound: bool = True
    sound_volume: int = 70  # of 100
    spoken_names: bool = False
    last_ten: bool = False  # the list of the last ten arrivals at the reception
    reception: str = ""  # the meeting whose reception runs here, to reopen it after a power cut
    scanner: Scanner = "keyboard"
    scanner_port: str = ""
    camera: str = ""
    printer: str = ""
    printer_offset_x: float = 0.0  # millimetres to the right
    printer_offset_y: float = 0.0  # millimetres down
    printer_offsets: str = "{}"  # JSON, by printer; the two above hold for all others
    postage: str = ""  # how envelopes without a stamp are paid, as last chosen
    post_office: str = ""  # which takes them in
    last_staff: str = ""
    last_backup: str = ""  # ISO 8601
    last_backup_place: str = ""
    second_by_itself: bool = True  # every copy is carried to that place when it is there
    recovery_unkept: bool = False  # the recovery sheet is not in anybody's hand yet
    idle_minutes: int = 10  # without a key, until the desk is locked; 0: never

    def offset_of(self, printer: str) -> tuple[float, float]:
        """Return how far the paper of `printer` sits off, right and down in mm."""
        across, down = _offsets(self.printer_offsets).get(
            printer, (self.printer_offset_x, self.printer_offset_y)
        )
        return across, down

    @property
    def folder(self) -> Path:
        """Return the folder of the office's data."""
        return Path(self.data_folder) if self.data_folder else app_folder() / "office"


TEXT_SCALES = (1.0, 1.25, 1.5)

_ALLOWED: dict[str, tuple[Any, ...]] = {
    "text_scale": TEXT_SCALES,
    "scanner": get_args(Scanner),
    "language": ("ja", "en"),
}


def app_folder() -> Path:
    """Return the folder in which this user's programs keep what is theirs on this machine."""
    import platformdirs

    # Not the roaming folder: a server would carry the database from desk to desk.
    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def server_folder() -> Path:
    """Return the folder in which this machine keeps its own files about an office on a server."""
    return app_folder() / "server"


def default_path() -> Path:
    """Return where the settings of this user on this machine are kept."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False, roaming=False)) / "settings.toml"


def load(path: Path | None = None) -> Settings:
    """Return the settings; whatever is missing, strange or damaged has its default.

    A machine must come up with a settings file that someone spoiled.
    """
    try:
        written = (path or default_path()).read_text("utf-8")
    except (OSError, ValueError):
        return Settings()
    import tomllib

    try:
        found = tomllib.loads(written)
    except ValueError:
        return Settings()
    kinds = get_type_hints(Settings)
    fitting = {
        entry.name: found[entry.name]
        for entry in fields(Settings)
        if entry.name in found and _fits(entry.name, found[entry.name], kinds[entry.name])
    }
    return Settings(**fitting)


def save(settings: Settings, path: Path | None = None) -> None:
    """Keep `settings` on this machine; a power cut leaves the old ones or the new ones."""
    target = path or default_path()
    durable.private_folder(target.parent)
    lines = [f"{name} = {_toml(value)}" for name, value in asdict(settings).items()]
    durable.write(target, ("\n".join(lines) + "\n").encode())


def change(path: Path | None = None, /, **changes: Any) -> Settings:
    """Load, change and save; return the new settings."""
    new = replace(load(path), **changes)
    save(new, path)
    return new


def set_offset(printer: str, across: float, down: float, path: Path | None = None) -> Settings:
    """Keep how far the paper of `printer` sits off (mm to a tenth), and return the settings."""
    pair = (round(across, 1), round(down, 1))
    known = _offsets(load(path).printer_offsets) | {printer: pair}
    return change(
        path,
        printer_offsets=json.dumps(known, ensure_ascii=False),
        printer_offset_x=pair[0],
        printer_offset_y=pair[1],
    )


def _offsets(written: str) -> dict[str, tuple[float, float]]:
    """Read the offsets; whatever somebody spoiled counts for nothing."""
    try:
        found = json.loads(written)
        return {str(name): (float(across), float(down)) for name, (across, down) in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _fits(name: str, value: object, kind: Any) -> bool:
    if name in _ALLOWED:
        return value in _ALLOWED[name]
    if name == "idle_minutes":
        return type(value) is int and 0 <= value <= 240
    if name == "sound_volume":
        return type(value) is int and 0 <= value <= 100
    return type(value) is kind


def _toml(value: object) -> str:
    # Texts, numbers and truth values are written in JSON as in TOML, but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
