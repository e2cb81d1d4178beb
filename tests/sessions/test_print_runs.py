import pytest

from resources.refusals import Refusal
from sessions import print_runs
from sessions.print_runs import RunState
from tests.sessions.hall import WHO, planned


def test_a_run_that_stopped_at_sheet_120_goes_on_there(db):
    meeting = planned(db)
    subjects = [f"{place:032}" for place in range(418)]
    run = print_runs.begin(
        db, "name_tags", sheets=418, meeting_id=meeting, subjects=subjects, **WHO
    )
    assert (run.state, run.next_sheet, run.subjects) == (RunState.SENT, 1, tuple(subjects))
    stopped = print_runs.stopped_at(db, run.id, 120, **WHO)
    assert (stopped.state, stopped.next_sheet) == (RunState.STOPPED, 120)
    assert [it.id for it in print_runs.unfinished(db, meeting_id=meeting)] == [run.id]
    assert print_runs.resume(db, run.id, **WHO).state is RunState.SENT
    assert print_runs.all_out(db, run.id, **WHO).next_sheet == 419
    assert print_runs.all_out(db, run.id, **WHO).state is RunState.DONE
    assert print_runs.unfinished(db) == ()


@pytest.mark.parametrize("sheet", [0, 3, -1])
def test_impossible_sheets_are_refused(db, sheet):
    run = print_runs.begin(db, "cards", sheets=2, **WHO)
    with pytest.raises(Refusal):
        print_runs.stopped_at(db, run.id, sheet, **WHO)


def test_an_ended_run_does_not_begin_again(db):
    run = print_runs.begin(db, "cards", sheets=2, **WHO)
    print_runs.give_up(db, run.id, **WHO)
    for verb in (print_runs.resume, print_runs.all_out):
        with pytest.raises(Refusal):
            verb(db, run.id, **WHO)
    with pytest.raises(Refusal):
        print_runs.begin(db, "cards", sheets=0, **WHO)
