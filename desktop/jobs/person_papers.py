"""The papers about one person as jobs: the consent form."""

from typing import TYPE_CHECKING

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.consent_texts import TextView
    from sessions.papers.consent_form import ConsentForm


def consent_form(desk: "Desk", person_id: str = "", text_id: str = "") -> Job:
    """Return the consent forms of a person, one for each text in use (or the one `text_id`).

    Without a person the form is for anybody. Refuses while no text is written.
    """
    from sessions import consent_texts, people

    today = calendar.day_of(desk.now())
    texts = desk.read(consent_texts.current, today)
    if text_id:
        texts = (desk.read(consent_texts.get, text_id),)
    if not texts:
        raise Refusal(
            _("There is no text yet that people consent to."),
            _("Write one in the office, under “Texts of consents”."),
        )
    person = desk.read(people.get, person_id) if person_id else None
    name, address = (person.name, person.address) if person else ("", "")
    office = details(desk).name
    forms = [_form(one, office, name, address) for one in texts]

    def draw(_options: Options, task: "Task") -> Drawn:
        from sessions.papers import consent_form as paper

        pdf = paper.draw(paper.ConsentForms(tuple(forms)), progress=task.tell)
        return Drawn(pdf, tuple(range(len(forms))))

    return Job(
        "consent_form",
        _("Consent form"),
        tuple(Subject(one.id, one.purpose) for one in texts),
        draw,
        texts=(name, address, *(one.wording for one in texts), *(one.purpose for one in texts)),
    )


def _form(one: "TextView", office: str, name: str, address: str) -> "ConsentForm":
    from sessions.papers.consent_form import ConsentForm

    since = calendar.wareki(one.effective_from)
    version = _("version {number}, from {day}").format(number=one.number, day=since)
    return ConsentForm(office, one.purpose, version, one.wording, name, address)
