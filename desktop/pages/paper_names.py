"""What each paper is called on the screen."""

from resources.words import _


def paper_name(paper: str) -> str:
    """Return the word of a paper's module name."""
    return {
        "sign_in_sheet": _("Sign-in sheet"),
        "name_tags": _("Name tags"),
        "cards": _("QR cards"),
        "blank_cards": _("Blank cards"),
        "agenda_sheet": _("Agenda"),
        "attendance_list": _("Attendance list"),
        "participation_certificate": _("Certificates of attendance"),
        "notice": _("Notices"),
        "consent_form": _("Consent form"),
        "test_page": _("Test page"),
        "official_letter": _("Official letters"),
        "draft_sheet": _("Draft for stamping"),
        "address_labels": _("Address labels"),
        "envelopes": _("Envelopes"),
        "label_borders": _("Trial sheet"),
        "calibration_page": _("Page for measuring the printer"),
        "closing_sheet": _("Monthly sheet of the journal"),
        "turning_point": _("Papers for a bad day"),
        "disclosure": _("Disclosure"),
        "takeout_slip": _("Slip with the passcode"),
        "joining_receipt": _("Receipt of an evening brought home"),
        "incident_sheet": _("Report of a lost package"),
        "registration_form": _("Application to register"),
        "change_form": _("Notice of change, pause or end"),
        "inquiry_list": _("List to the city"),
        "insurance_list": _("List of the insured"),
        "registration_notice": _("Notices of registration"),
        "member_cards": _("Points cards"),
        "renewal_card": _("Renewal of the registration"),
        "activity_sheet": _("Activity sheet"),
        "monthly_report": _("Monthly report"),
        "host_application": _("Application of a host"),
        "host_notice": _("Notice of the decision"),
        "sheet_reminder": _("Reminder of monthly sheets"),
        "takeout_list": _("Register of what was taken out"),
        "city_report": _("Report to the city"),
        "year_end_list": _("List of the closing"),
    }.get(paper, paper)
