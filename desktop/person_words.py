"""How people, their programmes and what was done about them are said on the screen."""

from datetime import datetime

from desktop.meeting_words import NEEDS
from desktop.parts.status import Status
from resources import calendar
from resources.words import _, mark
from sessions.dossier import Told
from sessions.person_rows import PersonRow
from sessions.person_views import POINTS, SUPPORTERS, PersonView
from sessions.suppression import Reason, Standing

MEETINGS = "meetings"
LEFT = "left"
PROGRAMMES = {POINTS: mark("Points"), SUPPORTERS: mark("Iki-iki supporters")}
SHORT = {POINTS: mark("Points"), SUPPORTERS: mark("Supporter")}
ICONS = {POINTS: "stamp", SUPPORTERS: "dumbbell", MEETINGS: "calendar-days"}
SEXES = (("F", mark("female")), ("M", mark("male")), ("", mark("not stated")))
LANGUAGES = (
    ("ja", mark("Japanese")),
    ("ja-easy", mark("Plain Japanese")),
    ("pt-BR", mark("Portuguese")),
    ("zh-Hans", mark("Chinese")),
    ("vi", mark("Vietnamese")),
    ("tl", mark("Tagalog")),
    ("en", mark("English")),
    ("es", mark("Spanish")),
    ("ko", mark("Korean")),
    ("th", mark("Thai")),
    ("id", mark("Indonesian")),
    ("ne", mark("Nepali")),
)
FIELDS = {
    "name": mark("Name"),
    "kana": mark("Reading"),
    "alias": mark("Name in use"),
    "latin": mark("Latin letters"),
    "former_name": mark("Former name"),
    "birth": mark("Birth date"),
    "birth_written": mark("Birth date as written"),
    "sex": mark("Sex"),
    "zip": mark("Postcode"),
    "address": mark("Address"),
    "district": mark("District"),
    "phones": mark("Telephone"),
    "email": mark("E-mail"),
    "affiliation": mark("Affiliation"),
    "language": mark("Language"),
    "needs": mark("Needs at the hall"),
    "hide_name": mark("Name is not shown"),
    "large_print": mark("Large print"),
    "note": mark("Note"),
}
_ACTS = {
    ("enrol", "person"): mark("Entered into the register"),
    ("correct", "person"): mark("Corrected"),
    ("leave", "person"): mark("Noted as having left"),
    ("come_back", "person"): mark("Back in the register"),
    ("withhold", "person"): mark("Nothing is sent any more"),
    ("release", "person"): mark("May be sent to again"),
    ("view", "person"): mark("Protected address opened"),
    ("clear_whereabouts", "person"): mark("Protected address taken out for good"),
    ("merge", "person"): mark("Brought together with another entry"),
    ("unmerge", "person"): mark("Parted from another entry"),
    ("join", "household"): mark("Household: joined"),
    ("leave", "household"): mark("Household: left"),
    ("relate", "household"): mark("Household: relation changed"),
    ("add", "former_name"): mark("Former name added"),
    ("correct", "former_name"): mark("Former name corrected"),
    ("remove", "former_name"): mark("Former name taken out"),
    ("add", "emergency_contact"): mark("Emergency contact added"),
    ("correct", "emergency_contact"): mark("Emergency contact corrected"),
    ("view", "emergency_contact"): mark("Emergency contacts asked for at the hall"),
    ("remove", "emergency_contact"): mark("Emergency contact taken out"),
    ("consent", "consent"): mark("Consented"),
    ("withdraw", "consent"): mark("Consent withdrawn"),
    ("place", "area"): mark("Area noted"),
    ("issue", "pass"): mark("QR card made"),
    ("revoke", "pass"): mark("QR card made invalid"),
}


def shown(name: str) -> str:
    """Return a name as it stands on the screen, with a narrow blank."""
    return name.replace("\u3000", " ")


def honoured(name: str) -> str:
    """Return a name with さん, as colleagues speak of people."""
    return _("{name}-san").format(name=shown(name))


def ruby(kana: str, latin: str) -> str:
    """Return what stands above a name."""
    return "  ".join(part for part in (shown(kana), latin) if part)


def relation_chip(row: PersonRow) -> tuple[Status, str]:
    """Return the status and the word of what ties a person to the house."""
    if row.held is not None:
        return Status.STOP, withheld(row.held)
    words = [_("Gatherings")] if row.came else []
    words += [_(SHORT[name]) for name in row.programmes if name in SHORT]
    if not words:
        return Status.NONE, _("Register only")
    return Status.OK, "・".join(words)


def withheld(standing: Standing) -> str:
    """Return why somebody is withheld, for a chip: 送らない（死亡）."""
    if standing.reasons == {Reason.PROTECTED}:
        return standing.words
    return _("Do not send ({reason})").format(reason=standing.words)


def language(code: str) -> str:
    """Return a language in words; an unknown code as it is."""
    return next((_(word) for known, word in LANGUAGES if known == code), code)


def sex(code: str) -> str:
    """Return a sex in words, nothing where none was given."""
    return next((_(word) for known, word in SEXES if known == code and code), "")


def needs(codes: str) -> list[str]:
    """Return what somebody needs at the hall, one word each; unknown ones as written."""
    parts = [part.strip() for part in codes.split(",") if part.strip()]
    return [_(NEEDS[part]) if part in NEEDS else part for part in parts]


def birth(person: PersonView, today: datetime) -> str:
    """Return birth date and age, or what was written where no date could be read."""
    if person.birth is None:
        return person.birth_written
    age = calendar.age_on(person.birth, calendar.day_of(today))
    words = calendar.wareki_with_western(person.birth)
    return f"{words}  {_('{age} years old').format(age=age)}"


def act(told: Told) -> str:
    """Return one act of the journal as a sentence."""
    words = _ACTS.get((told.act, told.kind))
    if words is None:
        return ""
    sentence = _(words)
    fields = [_(FIELDS[name]) for name in told.fields if name in FIELDS]
    if fields:
        sentence = _("{act}: {fields}").format(act=sentence, fields="・".join(fields))
    if told.reason:
        sentence = _("{act} ({reason})").format(act=sentence, reason=told.reason)
    return sentence


def day(at: datetime) -> str:
    """Return a day of the past in short: 3/2(火)."""
    local = calendar.local(at)
    return f"{local.month}/{local.day}({calendar.weekday(local.date())})"
