"""Pictures of how the office is kept: its copies, one opened and compared, one broken."""

from typing import Any

from desktop.pictures.studio import Studio
from desktop.pictures.waiting import until
from resources import bundle
from resources import copies as places


def copies(studio: Studio) -> None:
    """Show the copies of the office, one of them opened and compared, and a broken one."""
    office = studio.desk.office
    made = places.keep(office, at=studio.clock(), why="day")
    broken = made.file.with_name(f"inakurashi-20270212-090000{bundle.SUFFIX}")
    broken.write_bytes(made.file.read_bytes()[:9000])
    page: Any = studio.go("office", "copies")
    section = page.sections["copies"]
    section.refresh()
    section.compare.click()
    until(section.compare.isEnabled)
    studio.take_page("office-copies", page)
    made.file.unlink()
    broken.unlink()
