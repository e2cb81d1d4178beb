"""開示: everything held about a person, gathered from every room and told in plain words."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, journal
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import (
    disclosure_words,
    history,
    holdings,
    meetings,
    office,
    person_views,
    recall,
    retention,
    staff,
)
from sessions.holdings import Holding
from sessions.papers.disclosure import Disclosure, Part
from sessions.person_views import PersonView
from sessions.retention import Kind

_TERMS: Final = {
    "expected": Kind.LISTS,
    "arrival": Kind.LISTS,
    "takeout": Kind.LISTS,
    "takeout_event": Kind.LISTS,
    "takeout_question": Kind.LISTS,
    "notice": Kind.LISTS,
    "application": Kind.APPLICATIONS,
    "application_answer": Kind.APPLICATIONS,
    "batch_line": Kind.IMPORTS,
    "batch_line_values": Kind.IMPORTS,
    "certificate": Kind.CERTIFICATES,
}
_WHEREABOUTS: Final = frozenset(
    {
        "zip",
        "address",
        "district",
        "email",
        "affiliation",
        "phone",
        "written",
        "entry",
        "emergency",
        "phones",
        "area_id",
    }
)


def disclose(
    db: Session,
    person_id: str,
    *,
    held: Sequence[Holding],
    opened: bool = False,
    reason: str,
    at: datetime,
    by: str,
) -> Disclosure:
    """Gather what is held about a person for a paper, and write down that it goes out, and why.

    Protected whereabouts stand on it only if `opened`. Refuses an unknown person and an empty
    reason.
    """
    if not reason.strip():
        raise Refusal(
            _("It is not said what the paper is for."), _("Enter who asked for it, and how.")
        )
    content = gather(db, person_id, held=held, opened=opened, at=at)
    journal.write(
        db, "export", "person", person_id, at=at, by=by,
        after={"paper": "disclosure", "reason": reason.strip()[:200]},
    )  # fmt: skip
    return content


def gather(
    db: Session, person_id: str, *, held: Sequence[Holding], opened: bool, at: datetime
) -> Disclosure:
    """Return everything `held` about a person and the entries brought together with them."""
    ids = holdings.all_of(db, person_id)
    view = person_views.get(db, person_id, whole=True)
    hidden = view.hidden and not opened
    terms = {rule.kind: rule for rule in retention.rules(db)}
    names = _named(db)
    parts = []
    for one in held:
        rows = _rows(db, one, ids, held, names, hidden=hidden) if one.told else ()
        count = _count(db, one, ids, held)
        if count:
            parts.append(Part(_(one.title), _about(one, terms, count if not rows else 0), rows))
    parts += [_changes(db, ids), _looks(db, ids), _papers(db, person_id, names)]
    facts = office.get(db).details
    return Disclosure(
        view.name,
        view.kana,
        calendar.wareki(calendar.day_of(at)),
        facts.name,
        "\n".join(filter(None, (facts.name, facts.address, facts.phone))),
        _remark(view, hidden=hidden),
        tuple(part for part in parts if part.rows or part.about),
    )


def _remark(view: PersonView, *, hidden: bool) -> str:
    if hidden:
        return _("Whereabouts are left out because they are protected.")
    if view.hidden:
        return _("Whereabouts on this paper are protected: hand it to the person only.")
    return ""


def _about(one: Holding, terms: Mapping[Kind, retention.Rule], count: int) -> tuple[str, ...]:
    rule = terms[_TERMS.get(one.table, Kind.LEFT)]
    kept = (
        _("Kept for good ({source})").format(source=rule.source)
        if rule.years is None
        else _("Kept for {years} years from the next 1 April ({source})").format(
            years=rule.years, source=rule.source
        )
    )
    told = [_("Purpose: {purpose}").format(purpose=_(one.purpose)), kept]
    if count:
        told.append(_("{count} entries, which say nothing more").format(count=count))
    return tuple(told)


def _rows(
    db: Session,
    one: Holding,
    ids: Sequence[str],
    held: Sequence[Holding],
    names: Mapping[str, Mapping[str, str]],
    *,
    hidden: bool,
) -> tuple[tuple[tuple[str, str], ...], ...]:
    target = holdings.table(one.table)
    columns = [target.c[name] for name in one.told]
    query = sa.select(*columns).where(holdings.owned(one, ids, held))
    order = [target.c[name] for name in ("recorded_at", "id") if name in target.c]
    by = [target.c.recorded_by] if "recorded_by" in target.c else []
    found = []
    for row in db.execute(query.add_columns(*by).order_by(*order)):
        facts = []
        for name, raw in zip(one.told, row, strict=False):
            words = _words(name, raw, names)
            if words and hidden and name in _WHEREABOUTS:
                words = _("Not told: protected")
            if words:
                facts.append((disclosure_words.column(name, one.table), words))
        if by:
            facts.append((_("Written by"), names["staff"].get(row[-1], _("not known"))))
        found.append(tuple(facts))
    return tuple(dict.fromkeys(found))


def _count(db: Session, one: Holding, ids: Sequence[str], held: Sequence[Holding]) -> int:
    target = holdings.table(one.table)
    query = sa.select(sa.func.count()).select_from(target)
    return db.scalar(query.where(holdings.owned(one, ids, held))) or 0


def _named(db: Session) -> dict[str, dict[str, str]]:
    """Return the words for ids that rows speak of: who wrote, and which meeting."""
    query = sa.select(*meetings.FACTS).select_from(meetings.TABLE.join(holdings.table("body")))
    found = {}
    for row in db.execute(query):
        facts = meetings.MeetingFacts(*row)
        day = calendar.wareki(facts.held_on) if facts.held_on else ""
        found[facts.id] = "　".join(filter(None, (facts.headline, day)))
    texts, areas = holdings.table("consent_text").c, holdings.table("area").c
    return {
        "staff": staff.names(db),
        "meeting_id": found,
        "text_id": {row.id: row.purpose for row in db.execute(sa.select(texts.id, texts.purpose))},
        "area_id": {row.id: row.name for row in db.execute(sa.select(areas.id, areas.name))},
    }


def _words(name: str, raw: Any, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return one value in words; nothing for an empty one."""
    if raw is None or raw == "" or raw is False:
        return ""
    if name in names:
        return names[name].get(str(raw), "")
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, Enum):
        return disclosure_words.value(name, str(raw.value))
    for kind, say in _SAYING:
        if isinstance(raw, kind):
            return say(raw)
    if name == "phones":
        return "、".join(str(written) for written, _digits in json.loads(raw))
    if name == "entry":
        return _entry(json.loads(raw))
    if name == "said":
        return _at_the_hall(json.loads(raw))
    return disclosure_words.value(name, str(raw))


def _moment(at: datetime) -> str:
    local = calendar.local(at)
    return f"{calendar.wareki(local.date())} {local:%H:%M}"


_SAYING: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda _raw: _("Yes")),
    (datetime, _moment),
    (date, calendar.wareki),
)


def _entry(values: Mapping[str, Any]) -> str:
    """Return what a line of a list said, as one sentence."""
    told = []
    for name, raw in values.items():
        if name == "own":
            told += [f"{key} {value}" for key, value in (raw or {}).items() if value]
        elif name == "phones":
            told += [str(written) for written, _digits in raw or ()]
        elif raw:
            told.append(f"{disclosure_words.column(name)} {raw}")
    return "、".join(told)


def _at_the_hall(said: Mapping[str, Any]) -> str:
    """Return what was written at a hall about somebody: who came, from where, in whose place."""
    newcomer, act = said.get("newcomer") or {}, said.get("act") or {}
    told = [str(newcomer[name]) for name in ("name", "kana", "district") if newcomer.get(name)]
    if act.get("proxy"):
        told.append(f"{_('Proxy')} {act['proxy']}")
    return "、".join(told)


def _changes(db: Session, ids: Iterable[str]) -> Part:
    rows = []
    for change in sorted(
        (one for each in ids for one in history.changes(db, each)), key=lambda one: one.seq
    ):
        fields = "、".join(disclosure_words.column(name) for name in change.after)
        rows.append(
            (
                (_("When"), _moment(change.at)),
                (_("By whom"), change.by or _("not known")),
                (_("What was done"), disclosure_words.act(change.act)),
                *(((_("Fields"), fields),) if fields else ()),
            )
        )
    return Part(_("Every change"), (_("Who wrote what, oldest first."),), tuple(rows))


def _looks(db: Session, ids: Iterable[str]) -> Part:
    rows = [
        (
            (_("When"), _moment(one.at)),
            (_("By whom"), one.by or _("not known")),
            (_("What was done"), disclosure_words.act(one.act)),
            *(((_("Reason"), one.reason),) if one.reason else ()),
        )
        for each in ids
        for one in history.looked(db, each)
    ]
    none = () if rows else (_("Nobody opened, printed or wrote anything out by itself."),)
    return Part(_("Who looked at it, printed it or wrote it out"), none, tuple(rows))


def _papers(db: Session, person_id: str, names: Mapping[str, Mapping[str, str]]) -> Part:
    rows = tuple(
        tuple(
            fact
            for fact in (
                (_("When"), _moment(one.at)),
                (_("Kind of paper"), disclosure_words.paper(one.what)),
                (_("By whom"), names["staff"].get(one.by, "")),
                (_("Meeting"), names["meeting_id"].get(one.meeting_id or "", "")),
            )
            if fact[1]
        )
        for one in recall.printed(db, person_id)
    )
    none = () if rows else (_("No paper has gone out."),)
    return Part(_("Papers that went out with the name"), none, rows)


TITLE: Final = mark("Disclosure")
