"""開示 as a job: everything held about one person, gathered once and then looked at."""

from typing import TYPE_CHECKING

from desktop.print_tray import Drawn, Job, Options, Subject
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task


def disclosure(desk: "Desk", person_id: str, *, reason: str, opened: bool = False) -> Job:
    """Return what is held about a person as a paper; that it goes out is written down at once.

    Protected whereabouts stand on it only if `opened`. Refuses an empty reason.
    """
    from desktop.held import HELD
    from sessions import disclosure as gathering
    from sessions.papers import disclosure as paper

    content = desk.change(
        gathering.disclose,
        person_id,
        held=HELD,
        opened=opened,
        reason=reason,
        at=desk.now(),
        by=desk.staff_id,
    )

    def draw(_options: Options, task: "Task") -> Drawn:
        return Drawn(paper.draw(content, progress=task.tell))

    return Job(
        "disclosure",
        _("Disclosure: {name}").format(name=content.name),
        (Subject(person_id, content.name, content.kana),),
        draw,
        texts=tuple(words for part in content.parts for row in part.rows for _label, words in row),
    )
