"""The ways in which somebody consents, or withdraws it (書面, 口頭 …)."""

from enum import StrEnum


class Way(StrEnum):
    """How it was said."""

    PAPER = "paper"  # 書面
    SPOKEN = "spoken"  # 口頭
    PHONE = "phone"  # 電話
    ONLINE = "online"  # 申込フォーム, メール
    PROXY = "proxy"  # 代理の方から
