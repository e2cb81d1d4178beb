"""A half-written meeting as plain values, to be kept and brought back."""

from datetime import date, time
from typing import Any

from sessions.planning import Plan, PlannedItem


def to_words(body_id: str, plan: Plan, day: str) -> dict[str, Any]:
    """Return what the form holds; `day` is the date as written, finished or not."""
    return {
        "body": body_id,
        "number": plan.number,
        "title": plan.title,
        "held_on": plan.held_on.isoformat() if plan.held_on else "",
        "day": day,
        "begins": plan.begins.isoformat() if plan.begins else "",
        "ends": plan.ends.isoformat() if plan.ends else "",
        "place": plan.place,
        "room": plan.room,
        "purpose": plan.purpose,
        "capacity": plan.capacity,
        "items": [[item.id, item.title, item.who, item.minutes] for item in plan.items],
    }


def to_plan(words: dict[str, Any]) -> Plan:
    """Return the plan that `to_words` has kept; what is missing is empty."""
    held_on, begins, ends = (words.get(name) or "" for name in ("held_on", "begins", "ends"))
    return Plan(
        number=words.get("number"),
        title=words.get("title", ""),
        held_on=date.fromisoformat(held_on) if held_on else None,
        begins=time.fromisoformat(begins) if begins else None,
        ends=time.fromisoformat(ends) if ends else None,
        place=words.get("place", ""),
        room=words.get("room", ""),
        purpose=words.get("purpose", ""),
        capacity=words.get("capacity"),
        items=tuple(
            PlannedItem(title, who, minutes, item_id)
            for item_id, title, who, minutes in words.get("items", ())
        ),
    )
