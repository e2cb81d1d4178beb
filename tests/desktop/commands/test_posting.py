"""Addresses from the command line: who is meant, on what, and what the journal keeps of it."""

from pypdf import PdfReader

from tests.desktop.commands.conftest import SUPPORTERS


def test_labels_are_drawn_for_those_meant_and_noted(call, tmp_path):
    call("import", "supporters", SUPPORTERS)
    people = [one for one in call("people", "list") if one["address"]]
    file = tmp_path / "labels.pdf"
    made = call("print", "labels", "--everybody", "--sheet", "24-66x34", "--start", "24",
                "--apart", "--output", file)  # fmt: skip
    assert made["pages"] == 1 + -(-(len(people) - 1) // 24)
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)
    for one in people:
        assert "".join(one["name"].split()) in text

    from resources import journal
    from resources.database import Office

    office = Office.open(call.folder, _key(call))
    with office.read() as db:
        (line,) = [one for one in journal.recent(db) if one.kind == "addresses"]
    office.close()
    assert line.act == "print"
    assert line.after == {"paper": "labels", "count": len(people), "purpose": "everybody"}


def _key(call):
    from resources import keys
    from tests.town import PASSPHRASE

    return keys.unlock_by_passphrase(call.folder, PASSPHRASE)


def test_one_envelope_for_one_person(call, tmp_path):
    call("import", "supporters", SUPPORTERS)
    one = next(one for one in call("people", "list") if one["address"])
    file = tmp_path / "envelope.pdf"
    made = call("print", "labels", "--people", one["id"], "--envelope", "long-3", "--output", file)
    assert made["pages"] == 1
    assert round(float(PdfReader(file).pages[0].mediabox.height) / 72 * 25.4) == 235


def test_what_cannot_be_printed_is_refused_and_what_is_wrong_is_said(call, tmp_path):
    file = tmp_path / "labels.pdf"
    assert call.refused("print", "labels", "--everybody", "--output", file)
    assert call.raw("print", "labels", "--output", file)[0] == 2
    start = ("--sheet", "12-86x42", "--start", "13")
    assert call.raw("print", "labels", "--everybody", *start, "--output", file)[0] == 2
    assert not file.exists()
