"""The papers as jobs: whom each is for, how it is drawn, what happens once it came out."""

from desktop.jobs.address_papers import (
    Stationery,
    addresses,
    calibration_page,
    label_borders,
)
from desktop.jobs.blank_papers import (
    blank_activity_sheet,
    blank_inquiry,
    blank_member_cards,
    blank_monthly_report,
    blank_receipt,
)
from desktop.jobs.card_papers import blank_cards, cards, name_tags
from desktop.jobs.certificate_papers import certificates
from desktop.jobs.closing_papers import closing_sheet
from desktop.jobs.disclosure_paper import disclosure
from desktop.jobs.exchange_papers import (
    exchange_form,
    exchange_receipts,
    goods_list,
    thanks_letters,
)
from desktop.jobs.handing_papers import handover
from desktop.jobs.host_papers import (
    activity_sheet,
    host_application,
    host_notice,
    monthly_report,
    sheet_reminders,
)
from desktop.jobs.letter_papers import draft_sheet, letters
from desktop.jobs.machine_papers import test_page
from desktop.jobs.meeting_papers import agenda, attendance_list, notice, sign_in_sheet
from desktop.jobs.person_papers import consent_form
from desktop.jobs.points_papers import points_explanation, points_statements
from desktop.jobs.points_year_papers import city_report, year_end_list
from desktop.jobs.registration_papers import (
    change_forms,
    inquiry_list,
    insurance_list,
    member_cards,
    registration_forms,
    registration_notices,
    renewal_addresses,
    renewal_cards,
)
from desktop.jobs.resuming import resumed
from desktop.jobs.takeout_papers import (
    incident_sheet,
    joining_receipt,
    takeout_list,
    takeout_slip,
)
from desktop.jobs.turning_papers import turning_point

__all__ = [
    "Stationery",
    "activity_sheet",
    "addresses",
    "agenda",
    "attendance_list",
    "blank_activity_sheet",
    "blank_cards",
    "blank_inquiry",
    "blank_member_cards",
    "blank_monthly_report",
    "blank_receipt",
    "calibration_page",
    "cards",
    "certificates",
    "change_forms",
    "city_report",
    "closing_sheet",
    "consent_form",
    "disclosure",
    "draft_sheet",
    "exchange_form",
    "exchange_receipts",
    "goods_list",
    "handover",
    "host_application",
    "host_notice",
    "incident_sheet",
    "inquiry_list",
    "insurance_list",
    "joining_receipt",
    "label_borders",
    "letters",
    "member_cards",
    "monthly_report",
    "name_tags",
    "notice",
    "points_explanation",
    "points_statements",
    "registration_forms",
    "registration_notices",
    "renewal_addresses",
    "renewal_cards",
    "resumed",
    "sheet_reminders",
    "sign_in_sheet",
    "takeout_list",
    "takeout_slip",
    "test_page",
    "thanks_letters",
    "turning_point",
    "year_end_list",
]
