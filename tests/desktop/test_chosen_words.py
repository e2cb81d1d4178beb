"""No short word of the records is shown raw: every choice a table can keep has a word."""

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from desktop import chosen_words, chronicle_words

CHOICES = sorted(
    {
        (column.name, choice)
        for mapper in SQLModel._sa_registry.mappers
        if mapper.class_.__module__.startswith(("sessions.", "programs."))
        for column in mapper.local_table.columns
        if isinstance(column.type, sa.Enum)
        # A reason is written by a person; why somebody is withheld is kept as `suppression`.
        if column.name != "reason"
        for choice in column.type.enums
    }
)


@pytest.mark.parametrize(("field", "raw"), CHOICES)
def test_every_choice_has_a_word(field, raw):
    assert chosen_words.word(field, raw) != raw


def test_what_somebody_wrote_stays_as_it_is():
    assert chosen_words.word("name", "different") == "different"
    assert chosen_words.word("title", "Open house") == "Open house"
    assert chronicle_words.value("wheelchair,hearing", "needs") == "車いす席・聞こえ"
    assert chronicle_words.value("died・moved", "suppression") == "死亡・転出"
    assert chronicle_words.value("different", "answer") == "別の方です"
