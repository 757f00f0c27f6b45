"""Somebody calls, or stands at the counter: filed on one page, the number large; or answered at once."""

import re

from playwright.sync_api import expect


def test_a_caller_is_found_while_typing_and_the_number_is_large(marc):
    page = marc.open("/tickets/new")
    page.get_by_role("combobox", name="Who").press_sequentially("popes")
    page.get_by_role("option", name=re.compile("Ana Popescu")).click()
    expect(page.get_by_role("combobox", name="Who")).to_have_value("Ana Popescu")
    page.get_by_label("By phone").check()
    page.get_by_label("Subject").fill("Laces are too short")
    page.get_by_role("button", name="File the ticket").click()
    number = page.get_by_role("heading", name=re.compile(r"LBT-\d+"), level=1)
    expect(number).to_be_focused()
    assert number.evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)") >= 48
    expect(page.get_by_text("For Ana Popescu")).to_be_visible()
    page.get_by_role("link", name="Open the ticket").click()
    expect(page.get_by_role("heading", name="Laces are too short")).to_be_visible()


def test_somebody_new_is_filed_with_name_and_number_alone(marc):
    page = marc.open("/tickets/new")
    page.get_by_role("combobox", name="Who").fill("Bob Stone")
    page.get_by_label("Their e-mail or number, when new").fill("+34 600 000 142")
    page.get_by_label("At the counter").check()
    page.get_by_label("What", exact=False).last.fill("Lost a glove in the shop")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("For Bob Stone")).to_be_visible()


def test_nothing_said_is_asked_for_and_what_was_typed_stays(marc):
    page = marc.open("/tickets/new")
    page.get_by_role("combobox", name="Who").fill("Bob Stone")
    page.get_by_role("button", name="File the ticket").click()
    expect(page.get_by_role("combobox", name="Who")).to_have_value("Bob Stone")
    expect(page.get_by_role("alert")).to_be_visible()


def test_asked_and_answered_in_one_step(marc):
    page = marc.open("/questions/new")
    page.get_by_role("textbox", name="Question").fill("Which size for running?")
    page.get_by_role("combobox", name="Answer").press_sequentially("which siz")
    page.get_by_role("option", name=re.compile("Which size do I need")).click()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Noted. The next one, please.").last).to_be_visible()
    expect(page.get_by_role("textbox", name="Question")).to_have_value("")
