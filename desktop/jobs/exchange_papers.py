"""The papers of the exchange counter as jobs: application, receipt, goods, letters of thanks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from programs.points.counter import Application, Counter
    from programs.points.exchanges import Choice
    from programs.points.member_year import MemberYear


def _note(choice: "Choice", names: dict[str, str]) -> str:
    if not choice.goods_id:
        return ""
    name = names.get(choice.goods_id, "")
    return _("{name}: {count}").format(name=name, count=choice.quantity)


def _goods(desk: "Desk") -> dict[str, str]:
    from programs.points import goods

    return {one.id: one.name for one in desk.read(goods.stock)}


def exchange_form(
    desk: "Desk", member: "MemberYear | None" = None, asked: "Application | None" = None
) -> Job:
    """Return the 交換申請書: of `asked`, else for `member` to fill in, else blank for anybody.

    Refused is somebody who has died.
    """
    from programs.points import exchanges, rule_sets
    from programs.points.papers.exchange_form import ExchangeForm
    from programs.points.rule_words import counter, money
    from sessions import person_views

    if member is not None and member.died:
        raise exchanges.died()
    today = calendar.day_of(desk.now())
    year = member.year if member is not None else calendar.fiscal_year(today)
    rule = member.rule if member is not None else desk.read(rule_sets.in_force, year).last.rule
    office, names = details(desk), _goods(desk)
    given = {}
    for one in asked.exchange.choices if asked is not None else ():
        given[one.reward] = (money(one.yen), _note(one, names))
    who = desk.read(person_views.get, member.who.person_id) if member is not None else None
    until = member.until if member is not None else None
    content = ExchangeForm(
        to=f"{office.name}　{office.issuer_title}".strip("　"),
        date=calendar.wareki(asked.exchange.applied_on) if asked is not None else "",
        year=calendar.fiscal_year_label(year),
        number=member.number if member is not None else "",
        name=who.name if who is not None else "",
        kana=who.kana if who is not None else "",
        address=who.address if who is not None else "",
        phone=who.phones[0][0] if who is not None and who.phones else "",
        stamps=f"{member.standing.counted} {counter(rule)}" if member is not None else "",
        left=_left(member, asked),
        choices=tuple((word, *given.get(word, ("", ""))) for word in rule.rewards),
        total=money(asked.exchange.yen) if asked is not None else "",
        card_number=asked.exchange.card_number if asked is not None else "",
        deadline=_("Exchange until {day}.").format(day=calendar.wareki_with_weekday(until))
        if until is not None
        else "",
        foot=asked.receipt if asked is not None else "",
    )

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import exchange_form as paper

        return Drawn(paper.draw([content], progress=task.tell), (0,))

    key = member.number if member is not None else "blank"
    subject = Subject(key, content.name or _("For anybody"), content.kana)
    return Job(
        "exchange_form", _("Application for an exchange of points"), (subject,), draw,
        texts=(content.name, content.address),
    )  # fmt: skip


def _left(member: "MemberYear | None", asked: "Application | None") -> str:
    from programs.points.rule_words import money

    if member is None:
        return ""
    own = asked.exchange.yen if asked is not None else 0
    return money(max(0, member.standing.left) + own)


def exchange_receipts(desk: "Desk", counter: "Counter", wanted: "Sequence[Application]") -> Job:
    """Return the 受領書 of `wanted`; a donation gets the 受領証 of the office on its own sheet.

    Nobody who has died is on it.
    """
    from programs.points.papers.receipt import Receipt
    from programs.points.rewards import Kind, kind_of
    from programs.points.rule_words import money
    from sessions import suppression
    from sessions.suppression import Use

    office, names = details(desk), _goods(desk)
    people = [one.person_id for one in wanted]
    gone = desk.read(suppression.withheld, people, Use.CARD)
    contents: list[Receipt] = []
    firsts: list[int] = []
    subjects = []
    for one in wanted:
        why = gone[one.person_id].words if one.person_id in gone else ""
        subjects.append(Subject(one.exchange.id, one.name, one.kana, left_out=why))
        if why:
            continue
        firsts.append(len(contents))
        handed = one.exchange.handed_on
        for donation in (False, True):
            parts = [
                each for each in one.exchange.choices
                if (kind_of(each.reward) is Kind.DONATION) is donation
            ]  # fmt: skip
            if parts:
                contents.append(
                    Receipt(
                        number=one.receipt, name=one.name, registration=one.exchange.number,
                        date=calendar.wareki(handed) if handed is not None else "",
                        year=calendar.fiscal_year_label(counter.year),
                        lines=tuple(
                            (each.reward, money(each.yen),
                             _note(each, names) or one.exchange.card_number)
                            for each in parts
                        ),
                        total=money(sum(each.yen for each in parts)), office=office.name,
                        head=f"{office.issuer_title}　{office.issuer_name}".strip("　"),
                        donation=donation,
                    )
                )  # fmt: skip

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import receipt as paper

        return Drawn(paper.draw(contents, progress=task.tell), tuple(firsts))

    return Job(
        "exchange_receipt", _("Receipts of exchanges"), tuple(subjects), draw,
        texts=tuple(one.name for one in wanted),
    )  # fmt: skip


def goods_list(desk: "Desk") -> Job:
    """Return the 交換品一覧・発注書 of the goods that may be chosen today."""
    from programs.points import goods
    from programs.points.papers.goods_list import GoodsLine, GoodsList
    from programs.points.rule_words import money

    office = details(desk)
    lines = tuple(
        GoodsLine(one.name, one.maker, money(one.yen), str(one.there), str(one.coming))
        for one in desk.read(goods.stock)
        if one.active
    )
    content = GoodsList(
        office=office.name,
        contact=_("Telephone {phone}").format(phone=office.phone) if office.phone else "",
        date=calendar.wareki(calendar.day_of(desk.now())),
        lines=lines,
    )

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import goods_list as paper

        return Drawn(paper.draw(content, progress=task.tell), (0,))

    title = _("Goods for points and order")
    return Job("goods_list", title, (Subject("goods", title),), draw)


def thanks_letters(desk: "Desk", year: int, numbers: Sequence[str] | None = None) -> Job:
    """Return the 感謝状 of who reached a milestone in `year`, of all or of `numbers`.

    Refused is a year in which nobody did.
    """
    from programs.points import rule_sets, thanks
    from programs.points.papers.thanks import Thanks

    due = [one for one in desk.read(thanks.due, year) if numbers is None or one.number in numbers]
    if not due:
        raise Refusal(
            _("Nobody of these has reached a milestone in that year."),
            _("Milestones are {numbers} activities.").format(
                numbers="・".join(map(str, thanks.MILESTONES))
            ),
        )
    office = details(desk)
    rule = desk.read(rule_sets.in_force, year).last.rule
    contents = [
        Thanks(
            one.name, one.milestone, rule.label, calendar.wareki(calendar.day_of(desk.now())),
            office.issuer_title, office.issuer_name,
        )
        for one in due
        if not one.why_not
    ]  # fmt: skip

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import thanks as paper

        return Drawn(paper.draw(contents, progress=task.tell), tuple(range(len(contents))))

    return Job(
        "letter_of_thanks",
        _("Letters of thanks, {year}").format(year=calendar.fiscal_year_label(year)),
        tuple(Subject(one.number, one.name, one.kana, left_out=one.why_not) for one in due),
        draw,
        texts=tuple(one.name for one in contents),
    )
