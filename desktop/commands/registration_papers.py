"""What the command line prints of registrations: forms, the city's list, cards, postcards."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from resources.words import _, mark

if TYPE_CHECKING:
    from desktop.commands.call import Call

Drawn = tuple[Any, Callable[[Any], bytes]]


def arguments(made: Any) -> None:
    """Declare the year and the numbers; a form without numbers is the blank one."""
    made.add_argument(
        "--year", type=int, metavar="Y", help=_("the fiscal year of the list, by its first year")
    )
    made.add_argument("--number", nargs="+", default=[], metavar="N", help=_("only these numbers"))


def card_arguments(made: Any) -> None:
    """Declare what cards need: where the first one goes, besides."""
    arguments(made)
    made.add_argument(
        "--start", type=int, default=1, choices=range(1, 11), metavar="1-10",
        help=_("first free label"),
    )  # fmt: skip


def list_arguments(made: Any) -> None:
    """Declare which list to the city is meant."""
    made.add_argument("label", metavar=_("LIST"), help=_("its number, as 2025-01"))


def registration_form(call: "Call") -> Drawn:
    """Return the blank 登録申請書."""
    from programs.points import paperwork
    from programs.points.papers import registration_form as paper

    return call.read(paperwork.registration_forms, _year(call)), paper.draw


def change_form(call: "Call") -> Drawn:
    """Return the 変更・休止・取消届 of the numbers, or the blank one."""
    from programs.points import paperwork
    from programs.points.papers import change_form as paper

    year, numbers = _year(call), _numbers(call)
    held = call.read(paperwork.kept_from_cards, year, numbers)
    _tell(call, held.items())
    forms = call.read(paperwork.change_forms, year, numbers)
    return _some([one for one in forms if one.number not in held]), paper.draw


def inquiry_list(call: "Call") -> Drawn:
    """Return one 資格照会一覧."""
    from programs.points import inquiries, paperwork
    from programs.points.papers import inquiry_list as paper
    from resources.refusals import Refusal

    label = call.asked.label
    year = label.partition("-")[0]
    sent = call.read(inquiries.listing, int(year)) if year.isdecimal() else ()
    for one in sent:
        if one.label == label:
            content, _rows, left = call.read(paperwork.inquiry, one.id, day=call.today)
            _tell(call, ((who.name, who.why) for who in left))
            return content, paper.draw
    raise Refusal(
        _("There is no list {labels} in that year.").format(labels=label),
        _("Look at the number of the list and of the line; nothing was entered."),
    )


def insurance_list(call: "Call") -> Drawn:
    """Return the 保険加入名簿 of a year."""
    from programs.points import paperwork
    from programs.points.papers import insurance_list as paper

    content, _rows, left = call.read(paperwork.insurance, _year(call), day=call.today)
    _tell(call, ((who.name, who.why) for who in left))
    return content, paper.draw


def registration_notice(call: "Call") -> Drawn:
    """Return the 登録通知 of the numbers."""
    from programs.points import paperwork
    from sessions.papers import official_letter as paper

    content, gathered = call.read(
        paperwork.notices, _year(call), _some(_numbers(call)), day=call.today
    )  # fmt: skip
    _tell(call, ((who.name, who.why) for who in gathered.left_out))
    _some(content.letters)
    return content, paper.draw


def member_cards(call: "Call") -> Drawn:
    """Return the ポイントカード of the numbers; who has a card keeps its code."""
    from programs.points import member_cards as cards
    from programs.points import paperwork, rule_sets
    from programs.points.papers import member_card as paper
    from resources.labels import Feed
    from sessions import office

    year, numbers = _year(call), _some(_numbers(call))
    held = call.read(paperwork.kept_from_cards, year, numbers)
    _tell(call, held.items())
    wanted = _some([one for one in numbers if one not in held])
    made = call.change(lambda db, at, by: cards.issue(db, year, wanted, at=at, by=by))
    content = paper.MemberCards(
        call.read(rule_sets.in_force, year).last.rule.label,
        tuple(
            paper.MemberCard(one.code, one.short_code, one.number, one.name, one.kana, one.reissued)
            for one in made
        ),
        call.read(office.get).details.phone,
        Feed(call.asked.start),
    )
    return content, paper.draw


def renewal_cards(call: "Call") -> Drawn:
    """Return the written sides of the 更新案内はがき into a year, or the blank one."""
    from programs.points import paperwork
    from programs.points.papers import renewal_card as paper

    made, gathered = call.read(
        paperwork.renewal_cards, _year(call), _numbers(call), day=call.today
    )  # fmt: skip
    _tell(call, ((who.name, who.why) for who in gathered.left_out))
    return _some(made), paper.draw


def _year(call: "Call") -> int:
    from resources import calendar

    return int(call.asked.year or calendar.fiscal_year(call.today))


def _numbers(call: "Call") -> list[str]:
    from desktop.commands.points import registration_number

    return [registration_number(one) for one in call.asked.number]


def _some(wanted: Any) -> Any:
    """Return `wanted`; nobody at all is refused."""
    from resources.refusals import Refusal

    if not wanted:
        raise Refusal(_("There is nothing to print."), _("Choose whom to print it for."))
    return wanted


def _tell(call: "Call", left_out: Iterable[tuple[str, str]]) -> None:
    for who, why in left_out:
        call.say(f"{who}: {why}")


PAPERS = (
    ("registration-form", mark("the blank application of a volunteer"), registration_form,
     arguments),
    ("change-form", mark("the notice of change, pause or end"), change_form, arguments),
    ("inquiry-list", mark("a list to the city about the conditions"), inquiry_list,
     list_arguments),
    ("registration-notice", mark("notices of registration"), registration_notice, arguments),
    ("member-cards", mark("points cards, ten to a sheet"), member_cards, card_arguments),
    ("renewal-cards", mark("the written side of the renewal cards"), renewal_cards, arguments),
    ("insurance-list", mark("the list of the insured"), insurance_list, arguments),
)  # fmt: skip
"""Each by its word, what it is, what it says, and what is asked for it."""
