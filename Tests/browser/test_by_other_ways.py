"""The main job with the keyboard alone, and with scripts switched off."""

import re

import pytest
from playwright.sync_api import expect

from conftest import Person, until_keys_work


class Keys:
    """Hands that never touch a mouse."""

    def __init__(self, page):
        self.page = page
        until_keys_work(page)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def tab_to(self, target):
        """Tab until it has the focus: nobody is stuck, nothing is out of reach."""
        for _ in range(80):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{target} is not reached by Tab")


def test_opened_answered_noted_and_solved_by_keys(desk, marc):
    number, _ = desk.ask("zoe@mail.test", "Keys alone", "Can this be done?")
    page = marc.open("/inbox")
    keys = Keys(page)
    expect(page.get_by_role("link", name="Keys alone")).to_be_visible()
    keys.press("j", "Enter")
    heading = page.get_by_role("heading", level=1, name="Keys alone")
    expect(heading).to_be_visible()

    keys.press("n")
    expect(page.get_by_label("Your note")).to_be_focused()
    keys.type("Done without a mouse.")
    keys.press("Control+Enter")
    expect(page.get_by_role("article").filter(has_text="Done without a mouse.")).to_contain_text("Note, colleagues only")

    keys.press("r")
    expect(page.get_by_label("Your reply")).to_be_focused()
    keys.type("It can.")
    keys.press("Control+Enter")
    expect(page.locator("[data-undo-until]")).to_be_visible()

    keys = Keys(marc.open(f"/tickets/{number}"))
    keys.press("s")
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", name=f"Solve {number}")).to_be_visible()
    keys.press("t")
    expect(page.get_by_text(f"{number} is solved.").last).to_be_visible()


def test_escalated_and_searched_by_keys(desk, marc):
    number, _ = desk.ask("adam@mail.test", "Keys upward", "Needs somebody who knows.")
    page = marc.open(f"/tickets/{number}")
    keys = Keys(page)
    expect(page.get_by_role("heading", name="Keys upward")).to_be_visible()
    keys.press("e")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    keys.tab_to(sheet.get_by_label("Reason"))
    keys.type("A technician should look")
    keys.press("Control+Enter")
    expect(page.get_by_text(f"{number} is with tier 2 now.").last).to_be_visible()
    keys.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    keys.type("upward")
    keys.press("Enter")
    expect(page.get_by_role("link", name="Keys upward")).to_be_visible()


def test_the_palette_goes_everywhere(marc):
    page = marc.open("/inbox")
    keys = Keys(page)
    keys.press("Control+k")
    expect(page.get_by_role("combobox", name="Command, place or ticket")).to_be_focused()
    keys.type("outbox")
    expect(page.get_by_role("option", name=re.compile("Outbox"))).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Outbox", level=1)).to_be_visible()
    keys.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_contain_text("Show these keys")
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_every_control_of_a_ticket_is_reached_by_tab(marc):
    page = marc.open("/tickets/LBT-1002")
    keys = Keys(page)
    keys.tab_to(page.get_by_role("link", name="To the content"))
    keys.press("Enter")
    for target in [
        page.get_by_role("link", name="Assign"), page.get_by_role("link", name="Escalate"), page.get_by_role("link", name="Solve"),
        page.get_by_role("button", name="More"), page.get_by_label("Your reply"), page.get_by_role("button", name="Send and wait"),
    ]:
        keys.tab_to(target.first)


@pytest.fixture
def plain(desk, browser):
    """Tier 1 with a browser that runs no scripts."""
    person = Person(desk, browser, "tier-1", java_script_enabled=False).speak("en")
    yield person
    person.close()


def test_the_whole_job_without_scripts(desk, plain):
    number, _ = desk.ask("berta@mail.test", "No scripts", "My browser is old.")
    page = plain.open("/inbox")
    page.get_by_role("link", name="No scripts").click()
    expect(page.get_by_role("heading", name="No scripts")).to_be_visible()

    page.get_by_label("Your reply").fill("So is mine.")
    page.get_by_role("button", name="Send and wait").click()
    page = plain.open(f"/tickets/{number}")
    expect(page.get_by_text("So is mine.").last).to_be_visible()

    page.get_by_role("link", name="Note").click()
    page.get_by_label("Your note").fill("An old browser.")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_role("article").filter(has_text="An old browser.")).to_contain_text("Note, colleagues only")

    page.get_by_role("link", name="Escalate").click()
    page.get_by_label("Reason").fill("Needs a new browser")
    page.get_by_role("button", name="Escalate to tier 2").click()
    expect(page.get_by_text(f"{number} is with tier 2 now.").last).to_be_visible()


def test_solved_and_searched_without_scripts(desk, plain):
    number, _ = desk.ask("carlo@mail.test", "Kettle leaks", "Water runs out.")
    page = plain.open(f"/tickets/{number}")
    page.get_by_role("link", name="Solve").click()
    page.get_by_text("Write a new one").click()
    page.get_by_label("Problem").last.fill("Kettle leaks at the seam")
    page.get_by_role("textbox", name="Cause").fill("The seal is worn")
    page.get_by_label("Steps").last.fill("Replace the seal")
    page.get_by_role("main").get_by_role("button", name="Solve").last.click()
    expect(page.get_by_text(f"{number} is solved.").last).to_be_visible()
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("kettle seam")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Kettle leaks at the seam")).to_be_visible()


def test_a_customer_asks_without_scripts(desk, browser):
    person = Person(desk, browser, java_script_enabled=False)
    page = person.open("/help")
    page.get_by_label("Your question").fill("Do you have gift cards?")
    page.get_by_role("button", name="Look for answers").click()
    expect(page.get_by_label("Your question")).to_have_value("Do you have gift cards?")
    page.get_by_label("Your e-mail address").fill("dora@mail.test")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_text(re.compile(r"Its number is LBT-\d+")).last).to_be_visible()
    person.close()
