"""What goes to the city (P15) and into the binder of the year (P16), as it is to be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import hosts, small_numbers, year_figures, year_targets
from programs.points.closing import Ending, Plan
from programs.points.papers import year_end_list
from programs.points.papers.city_report import CityReport, Table
from programs.points.year_figures import Counts, Figures, Month
from programs.points.year_targets import Targets
from resources import calendar, sheet_writing
from resources.words import _
from sessions import suppression
from sessions.office import OfficeDetails
from sessions.person_tables import Person
from sessions.suppression import Use

_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]


def band_words(band: int) -> str:
    """Return an age band as it is to be read."""
    if band == year_figures.UNKNOWN:
        return _("Age unknown")
    if band == year_figures.YOUNGER:
        return _("64 and younger")
    if band == year_figures.BANDS[-1]:
        return _("{age} and older").format(age=band)
    return _("{first} to {last}").format(first=band, last=band + 4)


def district_words(district: str) -> str:
    """Return a 地区 as it is to be read."""
    return district or _("No district")


@dataclass(frozen=True)
class Reported:
    """The report of a year, or of one `month` of it, beside the figures it was made from."""

    figures: Figures
    content: CityReport


def of_year(
    db: Session, year: int, details: OfficeDetails, *, today: date, month: date | None = None
) -> Reported:
    """Return the report of `year`, or of the month that begins on `month`; small numbers hidden."""
    figures = year_figures.of_year(db, year)
    first, last = figures.rule.bounds(year)
    until = min(last, today) if month is None else _end(month)
    helped = hosts.listing(db, on=until)
    kinds: dict[str, int] = {}
    for one in helped:
        kinds[one.kind or _("other")] = kinds.get(one.kind or _("other"), 0) + 1
    hosts_table = Table(
        _("Hosts by kind, on {day}").format(day=calendar.wareki(until)), (_("Kind"), _("Hosts")),
        (*sorted(((kind, f"{n:,}") for kind, n in kinds.items()), key=lambda row: row[0]),
         (_("Total"), f"{len(helped):,}")), sums=True,
    )  # fmt: skip
    months = [one for one in figures.months if month is None or one.first <= month]
    period = (
        f"{calendar.fiscal_year_label(year)}　{calendar.wareki(first)}–{calendar.wareki(until)}"
    )
    title = _("Yearly report of the points programme")
    if month is not None:
        title = _("Monthly report of the points programme")
        period = _("{year}, month {month}").format(
            year=calendar.wareki_year(month), month=month.month
        )
    tables = [_months(months), hosts_table, _rewards(figures, min(last, today))]
    if month is None:
        tables = [
            _targets(figures, year_targets.of_year(db, year)), _by_sex(figures),
            _cross(figures, _("Registered, by district and age"), "registered"),
            _cross(figures, _("Active, by district and age"), "active"), *tables, _rates(figures),
        ]  # fmt: skip
    content = CityReport(
        title=title,
        to=_("To the city"),
        period=period,
        made=calendar.wareki(today),
        issuer=details.name,
        facts=_facts(figures, months, month),
        tables=tuple(tables),
        blanks=(_("Accidents and insurance claims"), _("Training held"), _("Remarks")),
        notes=(
            _("Figures from 1 to 4 stand as “a few”, so that nobody is known by them;"
              " “＊” hides another so that they cannot be computed."),
        ),
    )  # fmt: skip
    return Reported(figures, content)


def _end(month: date) -> date:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _facts(
    figures: Figures, months: Sequence[Month], month: date | None
) -> tuple[tuple[str, str], ...]:
    total = figures.total
    lines = [one for one in figures.lines if one.counts.registered]
    if month is not None:
        now = months[-1]
        return (
            (_("Registered people"), _people(total.registered)),
            (_("Active in the month"), _people(now.active)),
            (_("Activities in the month"), f"{now.activities:,}"),
            (_("Hours in the month"), f"{now.minutes // 60:,}"),
            (_("Stamps given in the month"), f"{now.counted:,}"),
            (_("Exchanged in the month"), _yen(now.exchanged)),
        )
    return (
        (_("Registered people"), _people(total.registered)),
        (_("New in the year"), _people(sum(one.new for one in lines))),
        (_("Renewed"), _people(sum(not one.new for one in lines))),
        (_("Ended in the year"), _people(sum(one.ended for one in lines))),
        (_("Active people"), _people(total.active)),
        (_("Activities"), f"{total.activities:,}"),
        (_("Hours"), f"{total.hours:,}"),
        (_("Stamps given"), f"{total.counted:,}"),
        (_("Stamps over the caps"), f"{total.recorded - total.counted:,}"),
        (_("Worth"), _yen(total.worth)),
        (_("People who exchanged"), _people(total.exchangers)),
        (_("Exchanged"), _yen(total.exchanged)),
        (_("Not exchanged"), _yen(total.left)),
        (_("Exchange rate"), f"{total.rate} %"),
        (_("People insured"), _people(sum(one.insured for one in lines))),
    )


def _people(count: int) -> str:
    return _("{count} persons").format(count=f"{count:,}")


def _yen(amount: int) -> str:
    return _("{yen} yen").format(yen=f"{amount:,}")


def _targets(figures: Figures, wanted: Targets) -> Table:
    total = figures.total
    rows = tuple(
        (words, unit(here), "－" if aim is None else unit(aim),
         "－" if not aim else f"{round(100 * here / aim)} %")
        for words, here, aim, unit in (
            (_("Registered people"), total.registered, wanted.registered, _people),
            (_("Active people"), total.active, wanted.active, _people),
            (_("Hours"), total.hours, wanted.hours, lambda n: f"{n:,}"),
            (_("Exchange rate"), total.rate, wanted.rate, lambda n: f"{n} %"),
        )
    )  # fmt: skip
    return Table(_("Against the targets"), ("", _("Result"), _("Target"), _("Reached")), rows)


def _masked(
    title: str, corner: str, columns: list[str], rows: list[tuple[str, list[int]]]
) -> Table:
    """Return a table with its sums, in which small numbers are hidden."""
    figures = [[*row, sum(row)] for _words, row in rows]
    figures.append([sum(row[n] for row in figures) for n in range(len(columns) + 1)])
    hide = small_numbers.hidden(figures)
    told = [
        tuple(
            (_("a few") if 0 < cell < small_numbers.LEAST else "＊") if gone else f"{cell:,}"
            for cell, gone in zip(row, hid, strict=True)
        )
        for row, hid in zip(figures, hide, strict=True)
    ]
    names = [*(words for words, _row in rows), _("Total")]
    return Table(
        title, (corner, *columns, _("Total")),
        tuple((name, *row) for name, row in zip(names, told, strict=True)), sums=True,
    )  # fmt: skip


def _cross(figures: Figures, title: str, what: str) -> Table:
    cells, nothing = figures.by("district", "band"), Counts()
    bands = figures.bands
    rows = [
        (
            district_words(district),
            [int(getattr(cells.get((district, band), nothing), what)) for band in bands],
        )
        for district in figures.districts
    ]
    return _masked(title, _("District"), [band_words(band) for band in bands], rows)


def _by_sex(figures: Figures) -> Table:
    cells, nothing = figures.by("sex", "band"), Counts()
    bands = figures.bands
    named = (("F", _("Women")), ("M", _("Men")), ("", _("Not told")))
    rows = [
        (words, [cells.get((sex, band), nothing).registered for band in bands])
        for sex, words in named
        if any(cells.get((sex, band), nothing).registered for band in bands)
    ]
    return _masked(
        _("Registered, by sex and age"), _("Sex"), [band_words(band) for band in bands], rows
    )


def _months(months: Sequence[Month]) -> Table:
    rows = [
        (
            _("Month {month}").format(month=one.first.month), f"{one.active:,}",
            f"{one.activities:,}", f"{one.minutes // 60:,}", f"{one.counted:,}",
            f"{one.recorded - one.counted:,}", f"{one.exchanged:,}",
        )
        for one in months
    ]  # fmt: skip
    sums = (
        _("Total"), "", f"{sum(one.activities for one in months):,}",
        f"{sum(one.minutes for one in months) // 60:,}",
        f"{sum(one.counted for one in months):,}",
        f"{sum(one.recorded - one.counted for one in months):,}",
        f"{sum(one.exchanged for one in months):,}",
    )  # fmt: skip
    head = (
        _("Month"), _("Active people"), _("Activities"), _("Hours"), _("Stamps"),
        _("Over the caps"), _("Exchanged yen"),
    )  # fmt: skip
    return Table(_("By month"), head, (*rows, sums), sums=True)


def _rewards(figures: Figures, until: date) -> Table:
    """Return what was exchanged for what since the year began: no month counts it of its own."""
    title = _("Exchanges by kind, from the beginning of the year to {day}")
    rows = tuple((name, f"{count:,}", f"{yen:,}") for name, count, yen in figures.rewards)
    yen = sum(one[2] for one in figures.rewards)
    return Table(
        title.format(day=calendar.wareki(until)), (_("Kind"), _("Exchanges"), _("Yen")),
        (*rows, (_("Total"), "", f"{yen:,}")), sums=True,
    )  # fmt: skip


def _rates(figures: Figures) -> Table:
    counts = figures.by("district")
    few = small_numbers.LEAST
    rows = []
    for district in figures.districts:
        one = counts[district,]
        rate = f"{one.rate} %"
        if one.registered < few or 0 < one.exchangers < few:
            rate = _("a few") if one.exchangers else "－"
        rows.append((district_words(district), rate))
    rows.append((_("Total"), f"{figures.total.rate} %"))
    return Table(
        _("Exchange rate by district"), (_("District"), _("Exchange rate")), tuple(rows), sums=True
    )


def list_of(
    db: Session, plan: Plan, details: OfficeDetails, *, dry: bool, today: date
) -> year_end_list.YearEndList:
    """Return the list of a closing, `dry` before it is done; who is withheld is left out by name.

    The totals count everybody.
    """
    people = sorted({one.standing.person_id for one in plan.endings if one.standing.person_id})
    stopped = suppression.withheld(db, people, Use.LIST)
    query = sa.select(_PERSON.c.id, _PERSON.c.name).where(_PERSON.c.id.in_(people))
    names = {row.id: row.name for row in db.execute(query)}
    shown = [one for one in plan.endings if one.standing.person_id not in stopped]
    figures = plan.figures
    facts = (
        (_("Registered numbers"), f"{figures['volunteers']:,}"),
        (_("Active people"), _people(figures["active"])),
        (_("Stamps counted"), f"{figures['stamps_counted']:,}"),
        (_("Worth"), _yen(figures["yen"])),
        (_("Exchanged"), _yen(figures["exchanged"])),
        (_("Carried over, stamps"), f"{figures['carried']:,}"),
        (_("Lapses"), _yen(figures["lapsed"])),
    )
    sections = [
        year_end_list.Section(title, tuple(_line(one, names) for one in shown if which(one)))
        for title, which in _sections(plan)
    ]
    return year_end_list.YearEndList(
        title=_("Closing of the year: dry run") if dry else _("List of the closing of the year"),
        year=calendar.fiscal_year_label(plan.year),
        made=calendar.wareki_with_weekday(today),
        issuer=details.name,
        dry=dry,
        facts=facts,
        sections=tuple(one for one in sections if one.lines),
        hindrances=plan.hindrances,
        left_out=suppression.left_out(db, list(stopped.values())),
    )


def _sections(plan: Plan) -> tuple[tuple[str, Callable[[Ending], bool]], ...]:
    """Return what may happen to somebody, and to whom it does; everybody stands in one of them."""

    def done(one: Ending) -> bool:
        return bool(one.carried or one.lapsed)

    def short(one: Ending) -> bool:
        return not done(one) and one.standing.counted > 0 and not one.standing.worth

    def none(one: Ending) -> bool:
        return not done(one) and not one.standing.counted and not one.standing.worth

    lost = sum(one.lapsed > 0 for one in plan.endings)
    title = _("Something lapses") if lost else _("Something is carried over")
    if lost and any(one.carried for one in plan.endings):
        title = _("Something lapses or is carried over")
    return (
        (title, done),
        (_("Everything is exchanged"),
         lambda one: not (done(one) or short(one) or none(one))),
        (_("Below the first step"), short),
        (_("No stamp"), none),
    )  # fmt: skip


def _line(one: Ending, names: dict[str, str]) -> year_end_list.Line:
    stands = one.standing
    return year_end_list.Line(
        stands.number, names.get(stands.person_id, ""), f"{stands.activities:,}",
        f"{stands.recorded:,}", f"{stands.counted:,}", f"{stands.worth:,}",
        f"{stands.exchanged:,}", f"{one.carried:,}" if one.carried else "",
        f"{one.lapsed:,}" if one.lapsed else "",
    )  # fmt: skip


def workbook(content: CityReport) -> bytes:
    """Return the report as an Excel workbook: one row for each figure, by table."""
    wide = max(len(table.head) for table in content.tables)
    rows: list[list[str | int]] = [
        [content.title, label, _figure(words)] for label, words in content.facts
    ]
    for table in content.tables:
        rows.append([table.title, *table.head])
        rows += [[table.title, row[0], *map(_figure, row[1:])] for row in table.rows]
    head = [_("Table"), *[""] * wide]
    return sheet_writing.xlsx_bytes(head, rows, title=content.title[:31])


def _figure(words: str) -> str | int:
    bare = words.replace(",", "")
    return int(bare) if bare.lstrip("-").isdigit() else words
