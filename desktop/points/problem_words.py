"""What is wrong with an activity, in two or three words for a cell."""

from typing import Final

from resources.words import _, mark

_SHORT: Final = {
    "number_missing": mark("No number"),
    "invalid_date": mark("No such day"),
    "end_before_start": mark("End before begin"),
    "unreadable_time": mark("Time cannot be read"),
    "unknown_number": mark("Unknown number"),
    "number_name_mismatch": mark("Name of another"),
    "duplicate_row": mark("Reported twice"),
    "unknown_host": mark("Unknown host"),
    "host_not_designated": mark("Host not designated"),
    "out_of_fiscal_year": mark("Another year"),
    "before_65": mark("Not yet of age"),
    "not_eligible": mark("City said no"),
    "before_registration": mark("Before registration"),
    "after_cancellation": mark("After the end"),
    "no_insurance": mark("No insurance"),
    "before_insurance": mark("Before insurance"),
    "requirement_missing": mark("Requirement missing"),
    "card_forgotten": mark("Card forgotten"),
    "excluded_activity": mark("Not counted activity"),
    "late_entry": mark("Handed in late"),
    "below_one_stamp": mark("Too short"),
    "time_overlap": mark("Times overlap"),
    "over_host_cap": mark("Over a host's day"),
    "over_daily_cap": mark("Over the day"),
    "over_monthly_cap": mark("Over the month"),
    "over_yearly_cap": mark("Over the year"),
}  # the words of the judgement; what to do stands in sheet_intake.WORDS


def short(kind: str) -> str:
    """Return a word of the judgement as a cell has it."""
    return _(_SHORT[kind])
