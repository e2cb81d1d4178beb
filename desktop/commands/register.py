"""Commands about the register of people: listing, finding, showing, doubles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import around, writing
from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call
    from sessions.person_views import PersonView


def declare(commands: Commands) -> None:
    """Declare people and what stands below it."""
    below = Commands(commands.add("people", _("the register of people")))
    made = below.add("list", _("everybody in the order of the syllabary"), listing)
    made.add_argument(
        "--programme", default="", metavar="points|supporters", help=_("only its members")
    )
    made.add_argument("--district", default="", help=_("only this district"))
    made = below.add("search", _("find by name, reading, number, telephone or place"), search)
    made.add_argument("text", metavar=_("TEXT"), help=_("the beginning will do"))
    made.add_argument("--limit", type=int, default=50, metavar="N", help=_("how many at most"))
    made = below.add("show", _("one person with everything known"), show)
    made.add_argument("person", metavar=_("PERSON"), help=_("an id, or a registration number"))
    made = below.add("export", _("write a list for others, and keep on record what for"), export)
    made.add_argument("--output", required=True, type=Path, metavar=_("FILE"))
    made.add_argument("--purpose", required=True, help=_("what the list is for"))
    made.add_argument("--fields", nargs="+", default=[], metavar=_("NAME"))
    made.add_argument("--form", choices=("xlsx", "cp932", "utf-8-sig"), default="xlsx")
    made.add_argument("--programme", default="", metavar="points|supporters")
    made.add_argument("--district", default="", help=_("only this district"))
    made = below.add("disclose", _("everything held about one person, as a paper"), disclose)
    made.add_argument("person", metavar=_("PERSON"), help=_("an id, or a registration number"))
    made.add_argument("--output", type=Path, required=True, metavar=_("FILE"))
    made.add_argument(
        "--reason", required=True, metavar=_("TEXT"), help=_("who asked for it, and how")
    )
    made.add_argument("--whereabouts", action="store_true", help=_("with a protected address, too"))
    below.add("duplicates", _("pairs that may be one person"), duplicates)
    for name, words, work in (
        ("merge", _("bring two entries of one person together"), merge),
        ("part", _("make two entries again of what was brought together"), part),
    ):
        made = below.add(name, words, work)
        made.add_argument("keep", metavar=_("KEPT"), help=_("the entry that stays"))
        made.add_argument("double", metavar=_("DOUBLE"), help=_("the entry that is the same"))


def listing(call: "Call") -> list[dict[str, Any]]:
    """Return the register."""
    from sessions import people

    found = call.read(people.listing, programme=call.asked.programme, district=call.asked.district)
    return [told(person) for person in found.rows]


def search(call: "Call") -> list[dict[str, Any]]:
    """Return whom a text finds, the likeliest first."""
    from sessions import finding

    found = call.read(finding.find, call.asked.text, limit=max(1, call.asked.limit))
    return [{**told(one.person), "found_by": one.why} for one in found]


def show(call: "Call") -> dict[str, Any]:
    """Return one person with the meetings they came to."""
    from sessions import attendance, surroundings

    person = call.read(one, call.asked.person)
    came = call.read(attendance.history, person.id)
    known = call.read(surroundings.read, person.id)
    return {
        **told(person),
        "language": person.language,
        "needs": [need for need in person.needs.split(",") if need],
        "email": person.email or None,
        "note": person.note or None,
        "former_name": person.former_name or None,
        "hide_name": person.hide_name,
        "left_on": person.left_on and person.left_on.isoformat(),
        "suppression": [
            {
                "reason": one.reason.value,
                "since": one.since.isoformat(),
                "why": one.why or None,
                "by": one.by,
            }
            for one in (person.held.sets if person.held else ())
        ],
        **around.told(known),
        "numbers": [
            {"programme": relation.programme, "number": relation.number}
            for relation in person.relations
        ],
        "meetings": [
            {
                "id": row.meeting_id,
                "body": row.body_name,
                "number": row.number,
                "date": row.held_on and row.held_on.isoformat(),
            }
            for row in came
        ],
    }


def export(call: "Call") -> dict[str, Any]:
    """Write a list of people and return how many, and which letters CP932 lacks."""
    from sessions import exporting, people

    asked = call.asked
    found = call.read(people.listing, programme=asked.programme, district=asked.district)
    ids = [person.id for person in found.rows]
    fields = asked.fields or list(exporting.USUAL)
    out = call.change(
        lambda db, at, by: exporting.take_out(
            db, ids, fields, purpose=asked.purpose, form=asked.form, at=at, by=by
        )
    )
    writing.write(asked.output, out.written(asked.form))
    lacking = out.lacking() if asked.form == exporting.CSV_CP932 else []
    return {
        "people": len(out.ids),
        "lacking": [
            {"row": one.row, "column": one.column, "character": one.character} for one in lacking
        ],
    }


def disclose(call: "Call") -> dict[str, Any]:
    """Write everything held about a person into a paper; that it went out is written down."""
    from desktop.held import HELD
    from sessions import disclosure
    from sessions.papers import disclosure as paper

    def gather(db: Any, at: Any, by: str) -> Any:
        person = one(db, call.asked.person)
        return disclosure.disclose(
            db, person.id, held=HELD, opened=call.asked.whereabouts, reason=call.asked.reason,
            at=at, by=by,
        )  # fmt: skip

    content = call.change(gather)
    writing.write(call.asked.output, paper.draw(content))
    return {
        "paper": "disclosure",
        "file": str(call.asked.output),
        "parts": [{"title": part.title, "rows": len(part.rows)} for part in content.parts],
    }


def duplicates(call: "Call") -> list[dict[str, Any]]:
    """Return the pairs nobody has answered yet, with what agrees."""
    from sessions import likeness

    def pairs(db: Any) -> list[dict[str, Any]]:
        found = {(one, other): score.reasons for one, other, score in likeness.doubles(db)}
        for pair in likeness.open_pairs(db):
            first, second = sorted((pair.one.id, pair.other.id))
            found.setdefault((first, second), pair.reasons)
        ids = sorted({person for pair in found for person in pair})
        from sessions import people

        called = {person.id: person.name for person in people.views(db, ids)}
        return [
            {
                "rows": [],
                "ids": list(pair),
                "names": [called[person] for person in pair],
                "reasons": list(reasons),
            }
            for pair, reasons in found.items()
        ]

    return call.read(pairs)


def merge(call: "Call") -> dict[str, Any]:
    """Bring two entries together, after a copy of the office, and return which one shows."""
    keep, double = call.read(one, call.asked.keep).id, call.read(one, call.asked.double).id
    call.ensure("person.merge")
    if not call.server:  # whoever looks after a server keeps its copies
        from resources import copies

        copies.keep(call.file, at=call.at, why="merge", progress=call.progress)
    return _answer(call, keep, double, "same")


def part(call: "Call") -> dict[str, Any]:
    """Let two entries that were brought together be different people, whatever came since."""
    return _answer(call, call.asked.keep.strip(), call.asked.double.strip(), "different")


def _answer(call: "Call", keep: str, double: str, said: str) -> dict[str, Any]:
    from sessions import likeness

    def answer(db: Any, at: Any, by: str) -> None:
        likeness.answer(db, keep, double, likeness.Answer(said), keep=keep, at=at, by=by)

    call.change(answer)
    return {"keep": keep, "double": double, "answer": said}


def one(db: Any, asked: str) -> "PersonView":
    """Return the person with this id or, where it is none, this number in points."""
    import sqlalchemy as sa

    from resources.contacts import tidy_number
    from sessions import people

    asked = asked.strip()
    query = sa.select(people.MEMBERSHIP.c.person_id).where(
        people.MEMBERSHIP.c.programme == people.POINTS,
        people.MEMBERSHIP.c.number == tidy_number(asked),
    )
    found = db.scalar(query)
    return people.get(db, found or asked)


def told(person: "PersonView") -> dict[str, Any]:
    """Return a person in the words of the command line."""
    return {
        "id": person.id,
        "name": person.name,
        "kana": person.kana or None,
        "alias": person.alias or None,
        "latin": person.latin or None,
        "birth": person.birth and person.birth.isoformat(),
        "sex": person.sex or None,
        "zip": person.zip or None,
        "address": person.address or None,
        "district": person.district or None,
        "affiliation": person.affiliation or None,
        "tel_digits": list(person.tel_digits),
        "number": person.number,
        "supporter_number": person.supporter_number,
    }
