"""The bodies that meet: いなくらし会議 and its neighbours, with rhythm and legal ground."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import Record
from resources.refusals import Refusal
from resources.words import _


class Body(Record, table=True):
    """One body that meets again and again, such as いなくらし会議."""

    __table_args__ = (
        sa.UniqueConstraint("name"),
        sa.CheckConstraint("usual_minutes > 0", name="usual_minutes"),
    )

    name: str = Field(max_length=80)
    kana: str = Field(default="", max_length=120)
    aliases: str = Field(default="", max_length=200)  # separated by ／
    purpose: str = Field(default="", max_length=400)
    cadence: str = Field(default="", max_length=40)  # 月1回, 随時 …
    members: str = Field(default="", max_length=200)
    legal_basis: str = Field(default="", max_length=200)
    usual_place: str = Field(default="", max_length=80)
    usual_minutes: int = 120
    plannable: bool = True  # the five 支援会議 wait for their own, stricter room
    place: int = 0


TABLE: sa.Table = SQLModel.metadata.tables["body"]


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A body as pages and papers read it."""

    id: str
    version: int
    name: str
    kana: str
    aliases: str
    purpose: str
    cadence: str
    members: str
    legal_basis: str
    usual_place: str
    usual_minutes: int
    plannable: bool


@dataclass(frozen=True, slots=True)
class _Seed:
    name: str
    kana: str
    aliases: str
    purpose: str
    cadence: str
    members: str
    legal_basis: str
    plannable: bool = False


_RULES_OF_THE_PROJECT = "実施要綱・自治体事務マニュアル（重層的支援会議）"
_TOWN_MEETING = "いなくらし会議"
# Names, rhythms and members as the welfare plan of the city lists them.
_SEEDS = (
    _Seed(
        _TOWN_MEETING,
        "いなくらしかいぎ",
        "地域福祉支援会議",
        "地域福祉とまちづくりの資源がつながる協働の場。地域生活課題の共通認識と解決の検討。",
        "",
        "意欲のある人",
        "",
        plannable=True,
    ),
    _Seed(
        "参加・アウトリーチ支援プラン会議",
        "さんか・あうとりーちしえんぷらんかいぎ",
        "参加支援、アウトリーチ支援プラン決定会議／プラン決定会議",
        "制度に位置付けられた支援計画の承認",
        "月1回",
        "事業受託者、響働Co、行政職員（各専門窓口）",
        _RULES_OF_THE_PROJECT,
    ),
    _Seed(
        "重層的支援ケース会議",
        "じゅうそうてきしえんけーすかいぎ",
        "",
        "各窓口の複合事例の紐解き・役割分担・進捗管理",
        "随時",
        "関係者、響働Co",
        "社会福祉法第106条の6第1項（支援会議）または" + _RULES_OF_THE_PROJECT,
    ),
    _Seed(
        "相談包括化協力員会議",
        "そうだんほうかつかきょうりょくいんかいぎ",
        "協力員会議",
        "協力員の意識啓発、ケース共有、課題把握",
        "年3回",
        "包括化協力員、響働Co、関係機関",
        _RULES_OF_THE_PROJECT,
    ),
    _Seed(
        "保健福祉部内 重層的支援会議",
        "ほけんふくしぶない じゅうそうてきしえんかいぎ",
        "AB会議",
        "A 課題・事例の共有確認、B 新サービス・支援体制の開発、地域福祉計画の進捗",
        "",
        "保健福祉部、社協",
        _RULES_OF_THE_PROJECT,
    ),
    _Seed(
        "保健福祉政策会議",
        "ほけんふくしせいさくかいぎ",
        "庁議調整会議",
        "庁内部局横断、全市的調整",
        "年2回程度",
        "副市長、関係部長、響働Co",
        _RULES_OF_THE_PROJECT,
    ),
)

_FACTS = tuple(BodyFacts.__dataclass_fields__)


def every(db: Session, *, plannable_only: bool = False) -> tuple[BodyFacts, ...]:
    """Return all bodies in their order, or only those a meeting can be planned for now."""
    query = sa.select(*(TABLE.c[name] for name in _FACTS)).order_by(TABLE.c.place, TABLE.c.name)
    if plannable_only:
        query = query.where(TABLE.c.plannable)
    return tuple(BodyFacts(*row) for row in db.execute(query))


def show(db: Session, body_id: str) -> BodyFacts:
    """Return one body; an id that is unknown is refused."""
    return _facts(_get(db, body_id))


def town_meeting(db: Session) -> BodyFacts:
    """Return いなくらし会議, which every office has from its first start."""
    found = db.scalars(sa.select(Body).where(TABLE.c.name == _TOWN_MEETING)).one_or_none()
    if found is None:
        raise _unknown()
    return _facts(found)


def seed(db: Session, *, at: datetime, by: str) -> int:
    """Write the bodies of the plan into a new office and return how many were missing."""
    known = set(db.scalars(sa.select(TABLE.c.name)))
    new = [
        Body(
            name=seed.name,
            kana=seed.kana,
            aliases=seed.aliases,
            purpose=seed.purpose,
            cadence=seed.cadence,
            members=seed.members,
            legal_basis=seed.legal_basis,
            plannable=seed.plannable,
            place=place,
            recorded_at=at,
            recorded_by=by,
        )
        for place, seed in enumerate(_SEEDS)
        if seed.name not in known
    ]
    db.add_all(new)
    db.flush()
    if new:
        after = {"bodies": [body.name for body in new]}
        journal.write(db, "seed", "body", new[0].id, at=at, by=by, after=after)
    return len(new)


def add(
    db: Session,
    name: str,
    *,
    kana: str = "",
    purpose: str = "",
    cadence: str = "",
    usual_place: str = "",
    usual_minutes: int = 120,
    at: datetime,
    by: str,
) -> BodyFacts:
    """Add a body of the office's own; minutes say how long it usually meets.

    Refuses an empty name, a name that is taken, and a length below one minute.
    """
    name = name.strip()
    _check(name, usual_minutes)
    _check_free(db, name, None)
    count = db.scalar(sa.select(sa.func.count()).select_from(TABLE)) or 0
    body = Body(
        name=name,
        kana=kana,
        purpose=purpose,
        cadence=cadence,
        usual_place=usual_place,
        usual_minutes=usual_minutes,
        place=count,
        recorded_at=at,
        recorded_by=by,
    )
    db.add(body)
    db.flush()
    journal.write(db, "add", "body", body.id, at=at, by=by, after={"name": name})
    return _facts(body)


def correct(
    db: Session,
    body_id: str,
    *,
    version: int,
    name: str | None = None,
    kana: str | None = None,
    purpose: str | None = None,
    cadence: str | None = None,
    usual_place: str | None = None,
    usual_minutes: int | None = None,
    at: datetime,
    by: str,
) -> BodyFacts:
    """Change what is given (None leaves as it is); `version` is the one the page has read.

    Refuses when another desk was faster, and what `add` refuses.
    """
    body = _get(db, body_id)
    if body.version != version:
        raise changed_elsewhere()
    wanted = {
        "name": name.strip() if name is not None else None,
        "kana": kana,
        "purpose": purpose,
        "cadence": cadence,
        "usual_place": usual_place,
        "usual_minutes": usual_minutes,
    }
    new = {key: value for key, value in wanted.items() if value is not None}
    changed = {key: value for key, value in new.items() if getattr(body, key) != value}
    if not changed:
        return _facts(body)
    before = {key: getattr(body, key) for key in changed}
    for key, value in changed.items():
        setattr(body, key, value)
    _check(body.name, body.usual_minutes)
    if "name" in changed:
        _check_free(db, body.name, body.id)
    body.version += 1
    body.recorded_at, body.recorded_by = at, by
    db.flush()
    journal.write(db, "correct", "body", body.id, at=at, by=by, before=before, after=changed)
    return _facts(body)


def changed_elsewhere() -> Refusal:
    """Return the refusal for the slower of two desks that change the same thing."""
    return Refusal(
        _("Another desk has changed this in the meantime."),
        _("Look at the new state and enter your change again."),
    )


def _get(db: Session, body_id: str) -> Body:
    body = db.get(Body, body_id)
    if body is None:
        raise _unknown()
    return body


def _facts(body: Body) -> BodyFacts:
    return BodyFacts(*(getattr(body, name) for name in _FACTS))


def _check(name: str, usual_minutes: int) -> None:
    if not name:
        raise Refusal(_("The name is missing."), _("Enter the name of the body."))
    if usual_minutes < 1:
        raise Refusal(_("The length is not possible."), _("Enter one minute or more."))


def _check_free(db: Session, name: str, own_id: str | None) -> None:
    query = sa.select(TABLE.c.id).where(TABLE.c.name == name)
    if own_id is not None:
        query = query.where(TABLE.c.id != own_id)
    with db.no_autoflush:
        taken = db.scalar(query)
    if taken is not None:
        raise Refusal(_("There is a body of this name already."), _("Enter another name."))


def _unknown() -> Refusal:
    return Refusal(_("This body is not known here."), _("Choose one from the list."))
