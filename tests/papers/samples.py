"""One filled sample of every paper, and its blank twin, from invented people."""

from collections.abc import Callable

from resources import closing_code, codes
from resources.stationery import envelope, label_sheet
from sessions import turning_points
from sessions.papers import (
    address_block,
    address_labels,
    agenda_sheet,
    attendance_list,
    calibration_page,
    cards,
    closing_sheet,
    consent_form,
    disclosure,
    draft_sheet,
    envelopes,
    evening_code,
    incident_sheet,
    joining_receipt,
    name_tags,
    notice,
    official_letter,
    participation_certificate,
    recovery_sheet,
    sign_in_sheet,
    takeout_list,
    takeout_slip,
    test_page,
    turning_point,
)

MEETING = "第14回　いなくらし会議"
WHEN = "令和9年3月4日（木） 10時30分から"
WHERE = "福祉まちづくりセンター 研修室1-3"
PEOPLE = [
    ("春日　とみ子", "かすが　とみこ", "手良"),
    ("有賀　武", "ありが　たけし", "西箕輪"),
    ("埋橋　重男", "うずはし　しげお", "富県"),
    ("髙橋　ハツヱ", "たかはし　はつえ", "高遠町"),
    ("﨑山　昭二", "さきやま　しょうじ", "美篶"),
    ("𠮷田　守", "よしだ　まもる", "伊那"),
    ("辻󠄀　巌", "つじ　いわお", "中央区"),
    ("Nguyễn Văn Minh", "グエン　ヴァン　ミン", "荒井区"),
    ("João Conceição", "ジョアン　コンセイサン", "西町区"),
    ("陈小红", "チェン　シャオホン", "伊那"),
    ("ﾊﾝｶｸ　ｶﾅ", "はんかく　かな", "長谷"),
]
HOSTILE = [
    "<b>太</b>&amp;",
    "</para>",
    "山\0田",
    "山\u202e田",
    "{name}",
    "%s",
    ") Tj",
    "\\",
    "山\n田",
]
FORTY = ["寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら", "W" * 40]


def code(number: int) -> str:
    body = f"{number:020}"
    return codes.PREFIX + body + codes.check_character(body)


def tags(people=PEOPLE, start=1):
    made = tuple(
        name_tags.NameTag(name, kana, place, code(i), f"M1-{i:04}", i % 5 + 1)
        for i, (name, kana, place) in enumerate(people)
    )
    blank = name_tags.BlankTag(code(9000), "W-0417")
    return name_tags.NameTags(MEETING, (*made, blank), name_tags.Feed(start=start))


def card_sheet(people=PEOPLE):
    made = tuple(cards.Card(code(i), f"C-{i:04}", p[0], p[1]) for i, p in enumerate(people))
    return cards.Cards("伊那社協", (*made, cards.Card(code(99), "C-0099")), "電話 0265-00-0000")


def sign_in(people=PEOPLE):
    lines = tuple(sign_in_sheet.Line(*person) for person in people)
    pages = sign_in_sheet.page_count(len(lines))
    return sign_in_sheet.SignInSheet(
        MEETING, WHEN, WHERE, tuple(code(500 + i) for i in range(pages)), lines
    )


def agenda(people=PEOPLE):
    items = tuple(agenda_sheet.Item(f"{kana}の 話", name, 10) for name, kana, _ in people)
    return agenda_sheet.AgendaSheet(MEETING, WHEN, WHERE, "困りごとを 出しあう", items, "伊那社協")


def attendance(people=PEOPLE):
    came = tuple(attendance_list.Attendee(*p, arrived="10:21", way="QRカード") for p in people)
    away = (attendance_list.Attendee("登内　稔", "とのうち　みのる", "中央区"),)
    walked_in = (attendance_list.Attendee("W-0417", "", "", arrived="10:44"),)
    return attendance_list.AttendanceList(
        MEETING, WHEN, WHERE, came, away, walked_in, expected=len(people) + 1, stamps=("局長",)
    )


def certificate(name="髙橋　ハツヱ"):
    return participation_certificate.ParticipationCertificate(
        "第十二号",
        name,
        "あなたは いなくらし会議に 参加されました",
        "令和九年三月四日",
        "会長",
        "見本　太郎",
    )


def closing():
    acts = (("人　登録しました", 41), ("受付　受付しました", 1234), ("<b>", 1))
    people = (("唐澤　みどり", 900), ("宮下　誠", 376))
    return closing_sheet.ClosingSheet(
        "伊那社協", "令和9年3月", "令和9年4月2日(金)", "唐澤　みどり", 12345, acts, people,
        "Q439-01ZG-XP53-DMF3-2ZWE", "令和9年4月2日(金) 08:31",
    )  # fmt: skip


def turning():
    facts = turning_points.Facts(
        "伊那社協", "令和9年3月4日", "0265-00-0000", "C:/inakurashi", "C:/inakurashi/backups", "E:/"
    )
    return turning_points.computer_broken(facts)


def recovery():
    key = "K7WM-Q9RT-4HDF-BN3P-Y6LV-8GJS-ZK2M"
    return recovery_sheet.RecoverySheet("伊那社協", "令和9年3月4日", key, "見本　太郎")


def letter(people=PEOPLE):
    return notice.Notice(
        notice.Change.POSTPONED, MEETING, "2月4日（木）", WHERE, "令和9年2月3日", "伊那社協",
        "電話 0265-00-0000", tuple(notice.Addressee(p[0]) for p in people), "3月4日（木）", "大雪のため",
    )  # fmt: skip


def held(people=PEOPLE):
    """Return what is held about the first of `people`, long enough for several sheets."""
    name, kana = people[0][0], people[0][1]
    fact = (
        ("お名前", name),
        ("メモ", "夕方に つながりやすい。" * 12),
        ("書いた職員", "見本　太郎"),
    )
    parts = tuple(
        disclosure.Part(
            f"記録の種類 {number}", ("利用目的：見本", "保存：3年（見本）"), (fact,) * 9
        )
        for number in range(4)
    )
    return disclosure.Disclosure(
        name, kana, "令和9年3月4日", "伊那社協", "伊那社協\n電話 0265-00-0000", "見本です。", parts
    )


def printer_test():
    return test_page.TestPage("伊那社協", "令和9年3月4日", code(7), (0.5, -0.3))


def labels(people=PEOPLE, sheet="12-86x42"):
    made = tuple(
        address_block.Address(((name, "様"),), "396-0211", f"伊那市{place}1番地")
        for name, _kana, place in people
    )
    return address_labels.AddressLabels(label_sheet(sheet), made)


def letters_out(people=PEOPLE, kind="long-3", *, upright=True):
    sender = address_block.Address((), "396-0023", "伊那市山寺298番地1", "伊那社協")
    return envelopes.Envelopes(envelope(kind), labels(people).addresses, sender, upright)


def official(people=PEOPLE):
    made = tuple(
        official_letter.Letter(one, "　本文です\n\n記\n\n１　日時　　三月四日\n\n以上")
        for one in labels(people).addresses
    )
    return official_letter.OfficialLetter(
        "会議のご案内", "令和9年2月3日", "伊那社協", "会長　見本　太郎", made, "8伊社協第1号", "電話 0265-00-0000"
    )  # fmt: skip


def draft():
    return draft_sheet.DraftSheet(("会長", "局長", "担当"), "会議のご案内", "　本文です\n以上")


def consent(people=PEOPLE):
    wording = "私は、活動中に撮影された写真および氏名が、広報紙に掲載されることに同意します。"
    forms = tuple(
        consent_form.ConsentForm(
            "伊那社協",
            "写真と氏名の掲載",
            "第2版（令和8年4月1日から）",
            wording,
            person[0],
            "伊那市手良",
        )
        for person in people
    )
    return consent_form.ConsentForms(forms)


def slip():
    return takeout_slip.TakeoutSlip(
        "伊那社協", MEETING, "令和9年3月4日（木）", "原　正子", "40人", "令和9年3月5日（金） 12:00",
        "K7WMQ-9RT4H", "0265-00-0000", "20270304-1a2b3c.inapkg",
    )  # fmt: skip


def receipt(people=PEOPLE):
    asked = tuple(joining_receipt.Asked(p[0], "当日参加。名簿と未照合", "未定") for p in people)
    return joining_receipt.JoiningReceipt(
        "伊那社協", MEETING, WHEN, "会場の記録ファイル", "令和9年3月4日（木） 15:02", "見本　太郎",
        38, 2, len(people), "1a2b3c4d 5e6f7a8b", 40, asked,
    )  # fmt: skip


def incident(people=PEOPLE):
    return incident_sheet.IncidentSheet(
        "伊那社協", "会議", MEETING, "令和9年3月3日（水） 16:10　見本　太郎", "原　正子",
        "令和9年3月4日（木） 17:20", "飯田線の車内に置き忘れ", "令和9年3月5日（金） 12:00",
        "AES-256-GCM", "お名前、ふりがな、カードの照合値", 2, "令和9年3月9日（火）まで",
        "令和9年4月3日（土）まで", tuple((p[0], p[1]) for p in people), "見本　太郎",
    )  # fmt: skip


def taken_out(people=PEOPLE):
    rows = tuple(
        takeout_list.Row(
            "3/3 16:10", MEETING, p[0], "40", "AES-256-GCM", "3/5 12:00", "戻りました 3/4 15:02"
        )
        for p in people
    )
    return takeout_list.TakeoutList("伊那社協", "令和9年3月", rows)


def evening_end(people=PEOPLE):
    came = tuple(number % 3 for number, _person in enumerate(people))
    evening = closing_code.Evening("0199" * 8, "aa00bb11", 29_000_000, came, 2)
    text = closing_code.write(evening, bytes(32))
    return evening_code.EveningCode(MEETING, WHEN, "3月4日 12:05", 38, 2, text)


def _pair(draw: Callable[..., bytes], content: object):
    return lambda **kw: draw(content, **kw)


def all_papers() -> dict[str, Callable[..., bytes]]:
    certificates = [certificate(person[0]) for person in PEOPLE]
    return {
        "name_tags": _pair(name_tags.draw, tags()),
        "cards": _pair(cards.draw, card_sheet()),
        "sign_in": _pair(sign_in_sheet.draw, sign_in()),
        "agenda": _pair(agenda_sheet.draw, agenda()),
        "attendance": _pair(attendance_list.draw, attendance()),
        "certificates": _pair(participation_certificate.draw_all, certificates),
        "notice": _pair(notice.draw, letter()),
        "disclosure": _pair(disclosure.draw, held()),
        "consent": _pair(consent_form.draw, consent()),
        "blank_consent": _pair(consent_form.draw, consent([("", "", "")])),
        "recovery": _pair(recovery_sheet.draw, recovery()),
        "closing_sheet": _pair(closing_sheet.draw, closing()),
        "turning_point": _pair(turning_point.draw, turning()),
        "test_page": _pair(test_page.draw, printer_test()),
        "labels": _pair(address_labels.draw, labels()),
        "small_labels": _pair(address_labels.draw, labels(PEOPLE * 7, "65-38x21")),
        "label_borders": _pair(
            address_labels.draw,
            address_labels.AddressLabels(label_sheet("21-70x42"), (), borders=True),
        ),
        "envelopes": _pair(envelopes.draw, letters_out()),
        "wide_envelopes": _pair(envelopes.draw, letters_out(kind="square-2", upright=False)),
        "official_letter": _pair(official_letter.draw, official()),
        "blank_official_letter": _pair(official_letter.draw, official([])),
        "draft": _pair(draft_sheet.draw, draft()),
        "calibration": _pair(
            calibration_page.draw,
            calibration_page.CalibrationPage("伊那社協", "1F", "令和9年3月4日"),
        ),
        "takeout_slip": _pair(takeout_slip.draw, slip()),
        "receipt": _pair(joining_receipt.draw, receipt(PEOPLE * 4)),
        "incident": _pair(incident_sheet.draw, incident()),
        "takeout_list": _pair(takeout_list.draw, taken_out(PEOPLE * 2)),
        "evening_code": _pair(evening_code.draw, evening_end()),
        "blank_tags": _pair(name_tags.draw, tags([])),
        "blank_sign_in": _pair(sign_in_sheet.draw, sign_in([])),
        "blank_agenda": _pair(agenda_sheet.draw, agenda([])),
        "blank_attendance": _pair(attendance_list.draw, attendance([])),
        "blank_certificate": _pair(
            participation_certificate.draw, participation_certificate.blank(certificate())
        ),
        "blank_receipt": _pair(joining_receipt.draw, receipt([])),
        "blank_takeout_list": _pair(takeout_list.draw, taken_out([])),
        "blank_notice": _pair(notice.draw, letter([])),
    }
