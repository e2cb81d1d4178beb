"""Pictures of how the office is kept: its copies, one compared, one broken, and the way back."""

from typing import Any

from desktop.entrance.way_in import WayIn
from desktop.pictures.studio import PASSPHRASE, Studio
from desktop.pictures.waiting import until
from resources import bundle
from resources import copies as places


def copies(studio: Studio) -> None:
    """Show the copies of the office, one of them opened and compared, and a broken one."""
    office = studio.desk.file
    made = places.keep(office, at=studio.clock(), why="day")
    broken = made.file.with_name(f"inakurashi-20270212-090000{bundle.SUFFIX}")
    broken.write_bytes(made.file.read_bytes()[:9000])
    page: Any = studio.go("office", "copies")
    section = page.sections["copies"]
    section.refresh()
    section.compare.click()
    until(section.compare.isEnabled)
    studio.take_page("office-copies", page)
    _bring_back(studio)
    made.file.unlink()
    broken.unlink()


def _bring_back(studio: Studio) -> None:
    way = WayIn(studio.desk.office.folder, clock=studio.clock)
    way.frame.show()
    way.ask_copy(studio.desk.office.folder)
    panel: Any = way.frame.panels.currentWidget()
    panel.secret.setText(PASSPHRASE)
    panel.press_primary()
    until(lambda: panel.go.isEnabled() and panel.words.text() != "")
    studio.take("bring-a-copy-back", way.frame)
    way.give_up()
    way.take_down()


def journal(studio: Studio) -> None:
    """Read the journal, and look for one person's name in it."""
    page: Any = studio.go("journal")
    page.filters.text.setText("高橋")
    page.refresh()
    studio.take("journal-found")
    page.filters.text.setText("")
