"""Pictures of the way in: the first start, signing in, the recovery key, a backup."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.entrance.way_in import WayIn
from desktop.pictures.studio import PASSPHRASE, Studio
from desktop.pictures.waiting import until

if TYPE_CHECKING:
    from desktop.entrance.first_start import FirstStart

KEPT_AT = "/home/fukushi/inakurashi/office"
"""Where the office would lie on a machine of its own."""


def first_start(studio: Studio) -> None:
    """Walk through the six questions on a machine without an office."""
    from desktop.assembly import warm

    folder = studio.room / f"new-{studio.letters}" / "office"
    way = WayIn(folder, clock=studio.clock, warm=warm)
    way.frame.show()
    panel: FirstStart = way.frame.panels.currentWidget()  # type: ignore[assignment]
    real = panel.place.folder.text.text()
    panel.place.folder.text.setText(KEPT_AT)
    studio.take("first-start-place", way.frame)
    panel.place.folder.text.setText(real)
    panel.show_step(1)
    office = panel.office
    office.name.setText("みはらし町社会福祉協議会")
    office.issuer_name.setText("見本　太郎")
    office.zip.setText("396-0000")
    office.phone.setText("0265-00-0000")
    office.address.setText("みはらし町 中央 1番地")
    studio.take("first-start-office", way.frame)
    panel.show_step(2)
    panel.people.lines[0].name.setText("唐澤 みどり")
    panel.people.lines[0].kana.setText("からさわ みどり")
    other = panel.people.add_line()
    other.name.setText("北原 学")
    other.kana.setText("きたはら まなぶ")
    studio.take("first-start-people", way.frame)
    panel.show_step(3)
    panel.key.pair.one.setText(PASSPHRASE)
    panel.key.pair.two.setText(PASSPHRASE)
    studio.take("first-start-passphrase", way.frame)
    panel.go_on()
    until(lambda: panel.sheet is not None)
    studio.take("first-start-sheet", way.frame)
    for step, name in ((panel.printer, "printer"), (panel.importing, "lists")):
        panel.show_step(panel.order.index(step))
        studio.take(f"first-start-{name}", way.frame)
    _leave(way)


def signing_in(studio: Studio, folder: Path) -> None:
    """Show the doors of an office that stands: passphrase, who, recovery key, backup."""
    way = WayIn(folder, clock=studio.clock)
    way.frame.show()
    panel: Any = way.frame.panels.currentWidget()
    studio.take("sign-in", way.frame)
    panel.passphrase.setText("ちがう あいことば")
    panel.try_to_open()
    until(panel.open.isEnabled)
    studio.take("sign-in-refused", way.frame)
    panel.other_way.emit()
    studio.settle()
    studio.take("recovery-key", way.frame)
    way.begin()
    panel = way.frame.panels.currentWidget()
    panel.elsewhere.emit()
    panel = way.frame.panels.currentWidget()
    panel.folder.text.setText(KEPT_AT)
    panel.way.set_value("backup")
    panel.way.chosen.emit("backup")
    studio.take("from-a-backup", way.frame)
    _leave(way)


def who_is_there(studio: Studio, people: list[tuple[str, str]]) -> None:
    """Ask who sits at the desk."""
    from desktop.entrance.frame import Entrance
    from desktop.entrance.who import WhoIsThere

    frame = Entrance(snowy=True)
    frame.show_panel(WhoIsThere(people))
    frame.show()
    studio.take("who-is-there", frame)
    frame.hide()
    frame.deleteLater()


def _leave(way: WayIn) -> None:
    way.wait_until_warm()
    way.give_up()
    way.take_down()
