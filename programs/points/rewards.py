"""What points become: the words of the rules sorted into the kinds a counter handles apart."""

from enum import StrEnum


class Kind(StrEnum):
    """How a reward is handed over."""

    CARD = "card"  # put onto a card whose number is asked for
    VOUCHER = "voucher"
    GOODS = "goods"  # taken from the stock
    DONATION = "donation"  # the office gives a receipt, the volunteer gets nothing
    OTHER = "other"


_TOLD = (
    (Kind.DONATION, ("寄付", "寄附")),
    (Kind.VOUCHER, ("券",)),
    (Kind.GOODS, ("景品", "物品", "特産品", "グッズ")),
    (Kind.CARD, ("カード", "ポイント", "マネー")),
)


def kind_of(reward: str) -> Kind:
    """Return the kind of a reward by the word the rules have for it (要綱の交換方法)."""
    return next(
        (kind for kind, words in _TOLD if any(word in reward for word in words)), Kind.OTHER
    )
