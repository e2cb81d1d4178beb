"""Two desks scan the same person at the same moment: one attendance, one green answer."""

import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import sqlalchemy as sa

from resources.database import Office
from sessions.door_log import TABLE as LOG
from tests.faults import results
from tests.faults.gate import Gate
from tests.faults.jobs import without_unique
from tests.faults.oracle import look

AT_COMMIT, ON_SCREEN = results.of(100, 2_000), results.of(10, 600)
BATCH = 500


def race(zygote, here, job, rounds, mutant=""):
    """Let two processes scan the first `rounds` people, and return what each was told."""
    gate = Path(f"{here.folder}.gate")
    Gate.make(gate)
    told = here.job(job, mutant=mutant, rounds=rounds, gate=str(gate))
    desks = [zygote.child({**told, "side": side}) for side in range(2)]
    for desk in desks:
        desk.go()
    answers = defaultdict(list)
    for desk in desks:
        heard = desk.hear()
        assert not heard.killed
        for kind in ("received", "already", "ask", "refused"):
            for words in heard.of(kind):
                number, began, ended = words.split()
                answers[int(number)].append((kind, float(began), float(ended)))
    return answers


def at_once(answers):
    """Return in how many rounds the two desks were at work at the same moment."""
    return sum(1 for one, other in answers.values() if one[1] < other[2] and other[1] < one[2])


def arrivals_of(here):
    """Return how many arrivals each line of the list has."""
    office = Office.open(Path(here.folder), bytes.fromhex(here.key))
    try:
        with office.read() as db:
            return Counter(db.scalars(sa.select(LOG.c.expected_id).where(LOG.c.act == "arrive")))
    finally:
        office.close()


@pytest.fixture
def hall_for_two(crowd, arena):
    folder = arena / "two"
    yield lambda: crowd.copy(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(("job", "rounds"), [("race", AT_COMMIT), ("painted race", ON_SCREEN)])
def test_two_desks_make_one_attendance(zygote, hall_for_two, job, rounds):
    """Rounds in which one desk had ended before the other began count as run, not as met."""
    wanted, met, run, doubles = rounds, 0, 0, 0
    rounds = min(rounds, BATCH if job == "race" else 60)
    greens: Counter[tuple[str, ...]] = Counter()
    for _batch in range(6 * -(-wanted // rounds)):
        here = hall_for_two()
        answers = race(zygote, here, job, rounds)
        greens.update(tuple(sorted(kind for kind, *_times in both)) for both in answers.values())
        came = arrivals_of(here)
        doubles += sum(1 for count in came.values() if count > 1)
        assert came == dict.fromkeys(here.lines[:rounds], 1)
        assert look(Path(here.folder), bytes.fromhex(here.key)).problems == ()
        met += at_once(answers)
        run += rounds
        if met >= wanted:
            break
    name = f"two_desks_{'painted' if 'painted' in job else 'commit'}"
    one_green = greens["already", "received"]
    results.put(name, rounds=run, at_once=met, doubles=doubles, one_green=one_green)
    assert greens == {("already", "received"): run}


@pytest.mark.parametrize(
    ("mutant", "doubles_expected"), [("no_unique", False), ("unguarded", True)]
)
def test_teeth_without_lock_and_constraint_people_come_twice(
    zygote, hall_for_two, mutant, doubles_expected
):
    """One guard alone still holds; without both, the same race finds doubles."""
    rounds = doubles = 0
    for _try in range(5 if doubles_expected else 1):
        here = hall_for_two()
        without_unique(Path(here.folder), bytes.fromhex(here.key))
        race(zygote, here, "race", 120, mutant)
        rounds += 120
        doubles += sum(1 for count in arrivals_of(here).values() if count > 1)
        if doubles:
            break
    if doubles_expected:
        results.tooth(f"two_desks_{mutant}", noticed=doubles, of=rounds)
    assert (doubles > 0) == doubles_expected
