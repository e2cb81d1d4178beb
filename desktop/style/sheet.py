"""The style sheet: the rules that Qt's own controls follow, written from the tokens."""

from desktop.style import tokens
from desktop.style.scale import scale

_BUTTONS = """
QPushButton {{ border-radius: {control}px; border: 1px solid {line_strong};
    background: {surface}; color: {ink}; }}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:pressed {{ background: {head}; }}
QPushButton[kind="primary"] {{ background: {primary}; border-color: {primary}; color: {white}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {primary_press}; border-color: {primary_press}; }}
QPushButton[kind="soft"] {{ background: {primary_soft}; border-color: {primary_line};
    color: {primary_press}; }}
QPushButton[kind="soft"]:hover {{ background: {primary_line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent;
    color: {primary}; }}
QPushButton[kind="quiet"]:hover {{ background: {primary_soft}; }}
QPushButton[kind="danger"] {{ border-color: {wrong}; color: {stop_text}; }}
QPushButton[kind="danger"]:hover {{ background: {stop_soft}; }}
QPushButton[kind="tile"] {{ border-radius: {card}px; border-color: {line}; }}
QPushButton[kind="tile"]:hover {{ border-color: {primary_line}; }}
QPushButton[kind="pill"] {{ border-radius: {pill}px; border-color: {none_edge};
    background: transparent; }}
QPushButton[kind="key"] {{ border-color: {none_edge}; }}
QPushButton[kind="key"][lit="true"] {{ background: {primary_soft}; border-color: {primary}; }}
QPushButton:disabled {{ background: {head}; border-color: {line}; color: {ink_3}; }}
QPushButton[kind="quiet"]:disabled {{ background: transparent; border-color: transparent; }}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    border: 1px solid {line_strong}; border-radius: {control}px; background: {surface};
    color: {ink}; padding: 0 {pad}px;
    selection-background-color: {primary}; selection-color: {white}; }}
QPlainTextEdit, QTextEdit {{ padding: {text_pad}px {text_pad}px; }}
QLineEdit[shape="pill"] {{ border-radius: {pill}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: {ring}px solid {focus}; padding: 0 {pad_focus}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {text_pad_focus}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] {{ border: 2px solid {wrong}; padding: 0 {pad_wrong}px; }}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    background: {sunken}; color: {ink_2}; border-color: {line}; }}
QComboBox::drop-down {{ border: 0; width: {arrow}px; }}
QComboBox::down-arrow {{ image: none; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
QComboBox QAbstractItemView {{ border: 1px solid {line_strong}; background: {surface};
    outline: 0; padding: 4px; }}
QComboBox QAbstractItemView::item {{ padding: 0 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {primary_soft}; color: {ink}; }}
"""

_GROUNDS = """
QFrame[part="card"] {{ background: {surface}; border: 1px solid {line};
    border-radius: {card}px; }}
QFrame[part="hairline"] {{ background: {line}; border: 0; }}
QFrame[part="bar"] {{ background: {surface}; border: 0; border-top: 1px solid {line}; }}
QFrame[part="top"] {{ background: {paper}; border: 0; border-bottom: 1px solid {line}; }}
QFrame[part="top"][past="true"] {{ background: {wait_soft}; border-bottom-color: {wait_edge}; }}
QDialog {{ background: {surface}; }}
QScrollArea, QScrollArea > QWidget > QWidget[part="ground"] {{ background: transparent;
    border: 0; }}
QTableView {{ background: {surface}; border: 1px solid {line}; border-radius: {control}px;
    outline: 0; gridline-color: {line}; }}
QHeaderView {{ background: {head}; border: 0; }}
QHeaderView::section {{ background: {head}; color: {ink_2}; border: 0; padding: 0 {cell}px;
    font-size: {label}px; font-weight: bold; }}
QTableCornerButton::section {{ background: {head}; border: 0; }}
QMenu {{ background: {surface}; border: 1px solid {line_strong}; padding: 6px; }}
QMenu::item {{ padding: {menu}px 24px {menu}px 12px; border-radius: {note}px; }}
QMenu::item:selected {{ background: {primary_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink_3}; }}
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {line_strong};
    padding: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {none_edge}; border-radius: 4px; min-height: 40px; }}
QScrollBar::handle:vertical:hover {{ background: {line_strong}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: 0; height: 0; }}
"""


def sheet() -> str:
    """Return the whole sheet at the present scale."""
    pad = scale.px(11)
    text_pad = scale.px(8)
    values: dict[str, str | int] = {
        "control": tokens.RADIUS_CONTROL,
        "card": tokens.RADIUS_CARD,
        "note": tokens.RADIUS_NOTE,
        "pill": tokens.RADIUS_PILL,
        "ring": tokens.RING,
        "pad": pad,
        "pad_focus": pad - tokens.RING + 1,
        "pad_wrong": pad - 1,
        "text_pad": text_pad,
        "text_pad_focus": text_pad - tokens.RING + 1,
        "arrow": scale.px(32),
        "menu": scale.px(8),
        "label": scale.px(tokens.LABEL),
        "cell": scale.gap(12),
        "paper": tokens.PAPER,
        "surface": tokens.SURFACE,
        "sunken": tokens.SUNKEN,
        "head": tokens.HEAD,
        "line": tokens.LINE,
        "line_strong": tokens.LINE_STRONG,
        "ink": tokens.INK,
        "ink_2": tokens.INK_2,
        "ink_3": tokens.INK_3,
        "primary": tokens.PRIMARY,
        "primary_press": tokens.PRIMARY_PRESS,
        "primary_soft": tokens.PRIMARY_SOFT,
        "primary_line": tokens.PRIMARY_LINE,
        "focus": tokens.FOCUS,
        "wrong": tokens.WRONG,
        "white": tokens.WHITE,
        "stop_text": tokens.STOP.text,
        "stop_soft": tokens.STOP.soft,
        "none_edge": tokens.NONE.edge,
        "wait_soft": tokens.WAIT.soft,
        "wait_edge": tokens.WAIT.edge,
    }
    return (_BUTTONS + _FIELDS + _GROUNDS).format(**values)
