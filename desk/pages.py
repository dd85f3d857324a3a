"""Every page of the desk, in the order in which they are looked for. To add one, write its row in its module's PAGES."""

from __future__ import annotations

from desk import (
    account_pages,
    act_pages,
    audit_pages,
    case_list_pages,
    case_pages,
    help_pages,
    ledger_pages,
    outbox_pages,
    partner_pages,
    passkey_pages,
    people_pages,
    provider_pages,
    question_pages,
    queue_pages,
    search_pages,
    sign_in_pages,
    source_pages,
    today_pages,
)
from desk.web import Page

PAGES: tuple[Page, ...] = (
    *sign_in_pages.PAGES,
    *passkey_pages.PAGES,
    *provider_pages.PAGES,
    *today_pages.PAGES,
    *search_pages.PAGES,
    *queue_pages.PAGES,
    *question_pages.PAGES,
    *case_list_pages.PAGES,
    *source_pages.PAGES,
    *help_pages.PAGES,
    *case_pages.PAGES,
    *act_pages.PAGES,
    *ledger_pages.PAGES,
    *partner_pages.PAGES,
    *outbox_pages.PAGES,
    *audit_pages.PAGES,
    *account_pages.PAGES,
    *people_pages.PAGES,
)
