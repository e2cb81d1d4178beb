"""The colours and sizes of the house; every other room takes them from here."""

from dataclasses import dataclass
from typing import Final

PAPER: Final = "#F6F4EF"
SURFACE: Final = "#FFFFFF"
SUNKEN: Final = "#FAF9F5"
HEAD: Final = "#EDEAE2"
NAV: Final = "#E7EEED"
NAV_LINE: Final = "#CFDBDA"
LINE: Final = "#DED9CE"
LINE_STRONG: Final = "#80796C"
INK: Final = "#1F2A30"
INK_2: Final = "#434E55"
INK_3: Final = "#626C73"
PRIMARY: Final = "#14586A"
PRIMARY_PRESS: Final = "#0F4857"
PRIMARY_SOFT: Final = "#E1EEF0"
PRIMARY_LINE: Final = "#A6C9D0"
FOCUS: Final = "#B35C00"
SHU: Final = "#C2362B"
WRONG: Final = "#B3261E"
CAP_DARK: Final = "#2C6C7D"
WHITE: Final = "#FFFFFF"
SHEET_GROUND: Final = "#E4E1D9"


@dataclass(frozen=True)
class Family:
    """The three colours of a status: `text` on the `soft` ground within the `edge`."""

    text: str
    soft: str
    edge: str


OK: Final = Family("#14573A", "#E2F1E8", "#A9D3B8")
INFO: Final = Family("#284B88", "#E7EDF7", "#B4C5E3")
WAIT: Final = Family("#6F4300", "#FCEFD6", "#E9C888")
STOP: Final = Family("#8F1D1C", "#FBE7E4", "#EBB5AE")
NONE: Final = Family("#434E55", "#EFEDE7", "#CFC9BC")
FESTIVE: Final = Family("#8A2549", "#FAE8EE", "#E8B3C5")


@dataclass(frozen=True)
class Ground:
    """A reception answer's full ground and what is drawn on it, read from two metres."""

    ground: str
    ink: str


RECEIVED: Final = Ground("#0B5D49", "#FFFFFF")
ALREADY: Final = Ground("#D6E4F7", "#1B3566")
CALL: Final = Ground("#FFC247", "#1F1500")
CAMERA: Final = Ground("#1E2C34", "#FFFFFF")
CAMERA_FADE: Final = ("#2B3B45", "#17222A")  # the one gradient of the house: no camera yet
CAMERA_CARD: Final = "#F5EFE2"
CAMERA_CARD_LINE: Final = "#CFC6B3"

TOAST: Final = Ground("#22343C", "#FFFFFF")
TOAST_GOLD: Final = "#FFC95C"
TOAST_SECOND: Final = "#B8C7CD"
TOAST_RING: Final = "#A9D3B8"
SHADOW: Final = "#2E1F2A30"  # 18 % of the ink, alpha first as Qt reads it
RIDGES: Final = ("#D3E0E0", "#BCD2D3", "#A3C3C4")
SNOW: Final = "#FFFFFF"

# Sizes in logical pixels at 100 %.
SCREEN_TITLE: Final = 24
PERSON_TITLE: Final = 30
CARD_TITLE: Final = 18
NAME: Final = 17
BODY: Final = 16
LABEL: Final = 15
SMALL: Final = 14
RUBY: Final = 13

CONTROL: Final = 40
CONTROL_DENSE: Final = 36
CONTROL_RECEPTION: Final = 44
CONTROL_BIG: Final = 50
RAIL: Final = 216
RAIL_NARROW: Final = 88
RAIL_ITEM: Final = 36
TOP_BAR: Final = 64
MESSAGE: Final = 46
TOAST_HEIGHT: Final = 48
CHIP: Final = 26
CHIP_MARK: Final = 14
KEY_CAP: Final = 22
TABLE_HEAD: Final = 34
ROW_RUBY: Final = 51
ROW_PLAIN: Final = 44
ROW_DENSE: Final = 36
ROW_BAR: Final = 5
ICON: Final = 20
ICON_TABLE: Final = 18
ICON_TILE: Final = 26
ICON_EMPTY: Final = 44
FIELD_WIDTH: Final = 340
SEARCH_WIDTH: Final = 300
SIDE: Final = 292
RIDGE_HEIGHT: Final = 92

RADIUS_CONTROL: Final = 8
RADIUS_CARD: Final = 12
RADIUS_NOTE: Final = 6
RADIUS_CAP: Final = 5
RADIUS_CHIP: Final = 13
RADIUS_PILL: Final = 18
RING: Final = 3
RING_GAP: Final = 2

GAP_1: Final = 4
GAP_2: Final = 8
GAP_3: Final = 12
GAP_4: Final = 16
GAP_5: Final = 24
PAGE_MARGIN: Final = 24
CARD_PADDING: Final = (20, 16)
CARD_PADDING_DENSE: Final = (16, 12)

WINDOW: Final = (1366, 696)
WINDOW_LEAST: Final = (1024, 600)
THREE_COLUMNS: Final = 1280
WIDE_RAIL: Final = 1080

SHORT_MOTION_MS: Final = 120
TOAST_SECONDS: Final = 10

FAMILIES: Final = ("BIZ UDPGothic", "Noto Sans JP", "Noto Sans SC")
