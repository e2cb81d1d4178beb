"""The papers of a volunteer's registration as jobs: forms, lists, notices, cards, postcards."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.jobs.address_papers import Stationery, addresses
from desktop.jobs.office import details, feed
from desktop.print_tray import START, Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from programs.points.paperwork import Left
    from sessions.addressees import Gathered

_BLANK = "blank"


def registration_forms(desk: "Desk", year: int, person_ids: Sequence[str] = ()) -> Job:
    """Return the 登録申請書 of some people, or the blank one."""
    from programs.points import paperwork
    from programs.points.papers import registration_form as paper

    forms = desk.read(paperwork.registration_forms, year, person_ids)
    held = _withheld(desk, person_ids)

    def draw(_options: Options, task: "Task") -> Drawn:
        wanted = [
            form
            for person, form in zip(person_ids or (_BLANK,), forms, strict=True)
            if person not in held
        ]
        return Drawn(paper.draw(wanted, progress=task.tell), tuple(range(len(wanted))))

    title = _("Application to register")
    subjects = tuple(
        Subject(person, form.name, form.kana, held.get(person, ""))
        for person, form in zip(person_ids, forms, strict=bool(person_ids))
    )
    return Job(
        "registration_form", title, subjects or (Subject(_BLANK, title),), draw,
        texts=tuple(text for form in forms for text in (form.name, form.address)),
    )  # fmt: skip


def change_forms(desk: "Desk", year: int, numbers: Sequence[str] = ()) -> Job:
    """Return the 変更・休止・取消届 of some numbers, or the blank one."""
    from programs.points import paperwork
    from programs.points.papers import change_form as paper

    forms = desk.read(paperwork.change_forms, year, numbers)
    held = desk.read(paperwork.kept_from_cards, year, numbers)
    wanted = [form for form in forms if form.number not in held]

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(wanted, progress=task.tell), tuple(range(len(wanted))))

    title = _("Notice of change, pause or end")
    subjects = tuple(
        Subject(form.number, form.name, form.kana, held.get(form.number, ""))
        for form in forms
        if form.number
    )
    return Job(
        "change_form", title, subjects or (Subject(_BLANK, title),), draw,
        texts=tuple(text for form in forms for text in (form.name, form.address)),
    )  # fmt: skip


def inquiry_list(desk: "Desk", inquiry_id: str) -> Job:
    """Return one 資格照会一覧 for the city."""
    from programs.points import paperwork
    from programs.points.papers import inquiry_list as paper

    today = calendar.day_of(desk.now())
    content, _rows, left = desk.read(paperwork.inquiry, inquiry_id, day=today)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    title = _("List {label} to the city").format(label=content.label)
    subjects = (*(Subject(str(one.place), one.name, one.kana) for one in content.people),)
    return Job(
        "inquiry_list", title, (*subjects, *_left(left)), draw,
        texts=tuple(text for one in content.people for text in (one.name, one.address)),
        purpose=title,
    )  # fmt: skip


def insurance_list(desk: "Desk", year: int) -> Job:
    """Return the 保険加入名簿 of a year."""
    from programs.points import paperwork
    from programs.points.papers import insurance_list as paper

    today = calendar.day_of(desk.now())
    content, _rows, left = desk.read(paperwork.insurance, year, day=today)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    title = _("List of the insured of {year}").format(year=content.year)
    subjects = (*(Subject(one.number, one.name, one.kana) for one in content.people),)
    return Job(
        "insurance_list", title, (*subjects, *_left(left)), draw,
        texts=tuple(text for one in content.people for text in (one.name, one.address)),
        purpose=title,
    )  # fmt: skip


def registration_notices(
    desk: "Desk", year: int, numbers: Sequence[str], *, written: str = ""
) -> Job:
    """Return the 登録通知 of some numbers; `written` is the number of the letter."""
    from programs.points import paperwork
    from sessions import addressees
    from sessions.papers import official_letter as paper

    today = calendar.day_of(desk.now())
    content, gathered = desk.read(
        paperwork.notices, year, numbers, day=today, written=written
    )  # fmt: skip

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell), paper.pages_of(content))

    return Job(
        "registration_notice", content.subject, _addressed(gathered), draw,
        texts=tuple(addressees.texts(gathered.ready)), purpose=content.subject,
    )  # fmt: skip


def member_cards(desk: "Desk", year: int, numbers: Sequence[str]) -> Job:
    """Return the ポイントカード of some numbers; who has a card keeps its code."""
    from programs.points import member_cards as cards
    from programs.points import paperwork, rule_sets
    from programs.points.papers import member_card as paper

    forms = desk.read(paperwork.change_forms, year, numbers)
    held = desk.read(paperwork.kept_from_cards, year, numbers)
    subjects = tuple(
        Subject(one.number, one.name, one.kana, held.get(one.number, "")) for one in forms
    )
    wanted = [one.key for one in subjects if not one.left_out]
    label = desk.read(rule_sets.in_force, year).last.rule.label
    phone = details(desk).phone

    def draw(options: Options, task: "Task") -> Drawn:
        at, by = desk.now(), desk.staff_id
        made = desk.change(cards.issue, year, wanted, at=at, by=by)
        content = paper.MemberCards(
            label,
            tuple(
                paper.MemberCard(
                    one.code, one.short_code, one.number, one.name, one.kana, one.reissued
                )
                for one in made
            ),
            phone,
            feed(options),
        )
        pages = tuple((place + options.start - 1) // 10 for place in range(len(made)))
        return Drawn(paper.draw(content, progress=task.tell), pages)

    return Job(
        "member_cards", _("Points cards"), subjects, draw,
        texts=tuple(one.name for one in subjects), offers=frozenset((START,)),
    )  # fmt: skip


def renewal_cards(desk: "Desk", year: int, numbers: Sequence[str] = ()) -> Job:
    """Return the written sides of the 更新案内はがき into `year`, or the blank one."""
    from programs.points import paperwork
    from programs.points.papers import renewal_card as paper

    today = calendar.day_of(desk.now())
    made, gathered = desk.read(paperwork.renewal_cards, year, numbers, day=today)

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(made, progress=task.tell), tuple(range(len(made))))

    title = _("Renewal of the registration")
    return Job(
        "renewal_card", title, _addressed(gathered) or (Subject(_BLANK, title),), draw,
        texts=tuple(one.name for one in made), purpose=title,
    )  # fmt: skip


def renewal_addresses(desk: "Desk", year: int, numbers: Sequence[str]) -> Job:
    """Return the address sides of the 更新案内はがき, in the order of the written sides."""
    from programs.points import paperwork

    gathered = desk.read(paperwork.gathered_of, year - 1, numbers)
    return addresses(
        desk, gathered.ready, Stationery(envelope="postcard"),
        left_out=[(one.ref, one.name, one.why) for one in gathered.left_out],
        purpose=_("Renewal of the registration"),
    )  # fmt: skip


def _addressed(gathered: "Gathered") -> tuple[Subject, ...]:
    ready = (Subject(one.key, one.label, one.kana) for one in gathered.ready)
    return (*ready, *(Subject(one.ref, one.name, one.kana, one.why) for one in gathered.left_out))


def _left(left: "Iterable[Left]") -> tuple[Subject, ...]:
    return tuple(Subject(one.person_id, one.name, one.kana, one.why) for one in left)


def _withheld(desk: "Desk", person_ids: Sequence[str]) -> dict[str, str]:
    """Return {person: why} of those who get no form to be sent."""
    from sessions import suppression
    from sessions.suppression import Use

    held = desk.read(suppression.withheld, person_ids, Use.CARD)
    return {person: one.words for person, one in held.items()}
