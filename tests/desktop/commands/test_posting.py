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


def test_a_letter_is_issued_and_kept(call, tmp_path):
    call("import", "supporters", SUPPORTERS)
    people = call("people", "list")[:2]
    file = tmp_path / "letter.pdf"
    ids = [one["id"] for one in people]
    made = call("print", "letter", "thanks", "--people", *ids, "--apart", "--output", file)
    assert made["pages"] == 2
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert all("".join(one["name"].split()) in text for one in people)

    from resources.database import Office
    from sessions import mailings

    office = Office.open(call.folder, _key(call))
    with office.read() as db:
        (mailing,) = mailings.listing(db)
        assert mailings.pdf(db, mailing.id) == file.read_bytes()
    office.close()


def test_a_letter_lacking_something_is_refused_and_names_are_listed(call, tmp_path):
    call("import", "supporters", SUPPORTERS)
    one = call("people", "list")[0]["id"]
    file = tmp_path / "letter.pdf"
    to = ("--people", one, "--output", file)
    assert "締切" in call.refused("print", "letter", "invitation", *to)
    assert call.raw("print", "letter", "nothing", *to)[0] == 2
    assert "invitation" in call.err
    assert call.raw("print", "letter", "thanks", "--series", "x", *to)[0] == 2
    assert call.raw("print", "letter", "thanks", *to, "--set", "だれ=わたし")[0] == 2
    by_hand = ("締切=5月10日", "会議名=敬老会", "日時=6月1日", "会場=公民館", "目的=お祝い")
    call("print", "letter", "invitation", *to, "--set", *by_hand)
    assert "敬老会" in PdfReader(file).pages[0].extract_text()
