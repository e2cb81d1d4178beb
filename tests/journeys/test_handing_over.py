"""The papers of a handover, followed step by step: what they say stands on the screen."""

import pytest

from desktop.entrance.who import WhoIsThere
from resources import keys
from resources.refusals import Refusal
from resources.roles import Role
from sessions import staff
from tests.journeys.evening import previewed, print_all
from tests.journeys.test_first_start import key_on
from tests.journeys.test_turning_points import Paper
from tests.town import PASSPHRASE

NEWCOMER = "白鳥　あゆみ"
OWN = "天竜川の みずおと"
NEW = "千代田湖の あさもや"


def people(clerk, paper):
    """The first step of both papers."""
    office = clerk.go("office")
    paper.says("事務所")
    clerk.press(clerk.button(paper.says("机の人"), office.list))
    return office.sections["people"]


def printed(clerk, which, tmp_path):
    office = clerk.go("office")
    clerk.press(office.buttons["people"])
    clerk.press(getattr(office.sections["people"], which))
    preview = previewed(clerk)
    print_all(clerk, preview)
    return Paper(preview.drawn.pdf, tmp_path)


def write(clerk, field, text):
    """Write into a field of the page, once the window has come back from printing."""
    clerk.wait_active(clerk.window)
    clerk.settle()
    clerk.write(field, text)


def choose(clerk, section, name):
    one = next(row for row in section.table.shown() if row.name == name)
    section.table.point_at(one.id)
    return one


def leave_desk(clerk, paper):
    paper.says("席を立つ")
    clerk.press(clerk.window.rail.acts[0])
    clerk.wait(lambda: clerk.house.way_in is not None)


def open_with(clerk, passphrase, paper):
    clerk.wait_active(clerk.house.way_in.frame)
    clerk.settle()
    panel = clerk.panel
    clerk.write(panel.passphrase, passphrase)
    clerk.press(clerk.button(paper.says("ひらく"), panel))


def test_a_new_colleague_begins_in_april(clerk, folder, tmp_path):
    clerk.sign_in()
    paper = printed(clerk, "april", tmp_path)
    section = people(clerk, paper)
    write(clerk, section.name, NEWCOMER)
    clerk.press(clerk.button(paper.says("この方を 加える"), section))
    choose(clerk, section, NEWCOMER)
    paper.says("役割")
    section.roles.ticks[Role.CASES].setChecked(True)
    clerk.press(clerk.button(paper.says("役割を変える"), section))
    leave_desk(clerk, paper)
    open_with(clerk, PASSPHRASE, paper)
    clerk.wait(lambda: isinstance(clerk.panel, WhoIsThere))
    clerk.press(clerk.button(NEWCOMER, clerk.panel))
    clerk.wait(lambda: clerk.window is not None)
    section = people(clerk, paper)
    paper.says("自分の合言葉")
    write(clerk, section.own.pair.one, OWN)
    write(clerk, section.own.pair.two, OWN)
    clerk.press(clerk.button(paper.says("この合言葉にする"), section))
    clerk.wait(lambda: not clerk.desk.busy)
    leave_desk(clerk, paper)
    open_with(clerk, OWN, paper)
    clerk.wait(lambda: clerk.window is not None)
    one = clerk.desk.read(staff.get, clerk.desk.staff_id)
    assert (one.name, one.roles) == (NEWCOMER, {Role.STAFF, Role.CASES})
    assert "白鳥" in clerk.go("today").greeting.text()


@pytest.fixture
def colleague(folder, template):
    from tests.conftest import CHEAP
    from tests.desktop.start_town import second

    made = second(folder, template[1], NEWCOMER)
    keys.set_own(folder, made, OWN, data_key=template[1], stretching=CHEAP)
    return made


def test_a_colleague_leaves(clerk, folder, tmp_path, colleague):
    recovery = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    clerk.sign_in()
    paper = printed(clerk, "goodbye", tmp_path)
    section = people(clerk, paper)
    choose(clerk, section, NEWCOMER)
    clerk.press(clerk.button(paper.says("やめました"), section))
    assert not clerk.desk.read(staff.get, colleague).active
    with pytest.raises(Refusal):
        keys.unlock(folder, OWN)
    office = clerk.page
    clerk.press(clerk.button(paper.says("合言葉と復旧の鍵"), office.list))
    section = office.sections["keys"]
    write(clerk, section.old, PASSPHRASE)
    write(clerk, section.pair.one, NEW)
    write(clerk, section.pair.two, NEW)
    clerk.press(section.change)
    paper.says(section.change.accessibleName())
    clerk.wait(lambda: not clerk.desk.busy)
    write(clerk, section.mine, NEW)
    clerk.press(section.renew)
    paper.says(section.renew.accessibleName())
    clerk.wait(lambda: section.dialog is not None)
    box = section.dialog.box
    clerk.press(clerk.button(paper.says("この紙を印刷"), section.dialog))
    new_key = key_on(box.pdf, tmp_path)
    clerk.write(box.group, new_key[-4:])
    clerk.press(clerk.button(paper.says("しまいました"), section.dialog))
    with pytest.raises(Refusal):
        keys.unlock_by_recovery(folder, recovery)
    assert keys.unlock_by_recovery(folder, new_key) == keys.unlock(folder, NEW).data_key
