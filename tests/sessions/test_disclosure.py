"""開示: everything held stands on it, in words, and what is protected only on purpose."""

import re

import pytest

from desktop.held import HELD
from resources import journal, words
from resources.refusals import Refusal
from sessions import disclosure, holdings, people, suppression, withholding
from sessions.papers import disclosure as paper
from sessions.suppression import Reason
from tests.papers.reading import text_of
from tests.sessions.hall import WHO, hall
from tests.sessions.test_erasure import erase, known

_SNAKE = re.compile(r"^[a-z]+_[a-z_]+$")


def gather(db, person, **more):
    return disclosure.gather(db, person, held=HELD, at=WHO["at"], **{"opened": False} | more)


def told(content):
    """Return every label and word of a disclosure."""
    return [text for part in content.parts for row in part.rows for fact in row for text in fact]


def test_every_room_that_holds_something_is_told_with_purpose_and_term(db):
    it = hall(db)
    person = known(db, it)
    content = gather(db, person)
    titles = {part.title for part in content.parts}
    assert titles >= {
        "The register", "Telephone", "Numbers in programmes", "Nothing is sent",
        "Why nothing is sent", "On the lists of meetings", "Coming and going at the door",
        "QR cards and name tags", "Certificates", "Registered for volunteer points",
        "Keys for searching", "Every change", "Papers that went out with the name",
    }  # fmt: skip
    text = "\n".join(told(content))
    for wanted in (
        "隠れ里1番地",
        "0265-99-0001",
        "秘密のこと",
        "長女 秘密 光子",
        "0077",
        "昭和25年1月1日",
        "隠れ里の家へ",
        "entered a home",
        "いなくらし会議, no. 1",
    ):
        assert wanted in text, wanted
    for part in content.parts[: len(HELD)]:
        if part.rows and part.title not in {"Every change", "Papers that went out with the name"}:
            assert any(line.startswith("Purpose: ") for line in part.about), part.title
            assert any(line.startswith("Kept ") for line in part.about), part.title


def test_it_speaks_words_and_not_the_names_of_columns(db):
    it = hall(db)
    person = known(db, it)
    words.use("ja")
    content = gather(db, person)
    words.use("en")
    assert [text for text in told(content) if _SNAKE.match(text)] == []
    plain = [text for text in told(content) if re.fullmatch(r"[a-z]+", text)]
    assert plain == []
    assert not [text for text in told(content) if re.fullmatch(r"[0-9a-f]{32}", text)]


def test_a_protected_address_stands_on_it_only_on_purpose(db):
    it = hall(db)
    person = known(db, it)
    withholding.withhold(db, person, Reason.PROTECTED, since=WHO["at"].date(), why="市から", **WHO)
    without, whole = gather(db, person), gather(db, person, opened=True)
    for secret in ("隠れ里1番地", "0265-99-0001", "長女 秘密 光子"):
        assert secret not in "\n".join(told(without)), secret
        assert secret in "\n".join(told(whole)), secret
    assert "left out" in without.remark
    assert "hand it to the person only" in whole.remark


def test_that_it_went_out_is_written_down_and_told_next_time(db):
    it = hall(db)
    person = known(db, it)
    with pytest.raises(Refusal):
        disclosure.disclose(db, person, held=HELD, reason=" ", **WHO)
    withholding.view(db, person, reason="本人から電話", **WHO)
    disclosure.disclose(db, person, held=HELD, reason="書面で", **WHO)
    line = journal.recent(db, 1)[0]
    assert (line.act, line.object_id) == ("export", person)
    (looked,) = [
        part for part in gather(db, person).parts if part.title.startswith("Who looked at it")
    ]
    assert {"本人から電話", "書面で"} <= {words for row in looked.rows for _label, words in row}


def test_the_paper_carries_all_of_it(db, tmp_path):
    it = hall(db)
    person = known(db, it)
    content = gather(db, person)
    pdf = paper.draw(content)
    assert pdf == paper.draw(content)
    drawn = "".join(text_of(pdf, tmp_path).split())
    for wanted in ("隠れ里1番地", "0265-99-0001", "秘密のこと"):
        assert wanted in drawn


def test_of_somebody_erased_nothing_is_left_to_tell(db):
    it = hall(db)
    person = known(db, it)
    erase(db, person)
    text = "\n".join(told(gather(db, person)))
    assert holdings.ERASED_NAME in text
    assert not [word for word in ("隠れ里", "光子", "0265") if word in text]


def test_doubles_are_told_along(db):
    from sessions import merging

    it = hall(db)
    person = known(db, it)
    merging.merge(db, it.people[1], person, **WHO)
    assert "隠れ里1番地" in "\n".join(told(gather(db, it.people[1])))
    assert people.get(db, it.people[1]).merged_into is None
    assert suppression.standing(db, [it.people[1]])
