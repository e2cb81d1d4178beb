"""活動内容の番号: the kinds of help with the short numbers by which clerks key them in.

The list is the one of the guides for hosts (受入機関の手引き); a text that is no number stands for
itself, so that no office is bound to it.
"""

from typing import Final

CODES: Final = {
    "1": "レクの手伝い",
    "2": "催し物の手伝い",
    "3": "散歩・外出の付きそい",
    "4": "話し相手",
    "5": "お茶出し・配膳",
    "6": "清掃・草刈り",
    "7": "洗濯物の整理",
    "8": "送迎の手伝い",
    "9": "地域のサロン",
    "10": "社協の事業",
}


def named(written: str) -> str:
    """Return the activity behind a number, and any other text as it is."""
    return CODES.get(written.strip(), written.strip())
