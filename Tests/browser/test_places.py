"""Contacts, knowledge and the question log, as agents use them: without scripts, by the keyboard, on a phone, checked by axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import until_keys_work

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")]


@pytest.fixture(scope="module")
def signed_in(desk, browser):
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(desk.links["admin"])
    page.wait_for_url("**/inbox")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def sheet(desk, browser, signed_in):
    """Makes pages: `sheet(path, scripts=False)`. A path is opened at the demo desk."""
    contexts = []

    def make(path, scripts=True, width=1440, scheme="light"):
        context = browser.new_context(
            storage_state=signed_in, base_url=desk.links["web"], java_script_enabled=scripts, color_scheme=scheme,
            locale="en-GB", viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()


def told(page, text):
    """In the notice above the page, or at its edge where it can be taken back."""
    page.locator(".flash, .toast", has_text=text).wait_for()


def save(page):
    page.locator("main form.form button[type=submit]").last.click()


def first(page, path):
    page.goto(path)
    page.locator("#rows a").first.click()
    page.wait_for_url("**" + path + "/*")
    return page.url


def logged(page, asked):
    """A question written into the log; where it stands."""
    page.goto("/questions/new")
    page.fill("#f-asked", asked)
    save(page)
    page.goto("/questions")
    page.locator(".log a", has_text=asked).click()
    page.wait_for_url("**/questions/*")
    return page.url


def test_a_contact_is_found_merged_told_apart_and_erased_without_scripts(sheet):
    page = sheet("/contacts", scripts=False)
    page.fill("#f-q", "iker")
    page.click("form[role=search] button")
    assert page.locator("#rows a").count() == 1
    page.goto("/contacts/new")
    page.fill("#f-name", "Iker Lasa")
    page.select_option("#f-kind", "phone")
    page.fill("#f-value", "+34 600 111 222")
    save(page)
    told(page, "The contact is created.")
    page.locator("main a", has_text="Merge").click()
    page.locator("button[name=pick]").first.click()
    assert "told as one person" in page.locator("aside").inner_text()
    page.locator("footer button").click()
    told(page, "They are one person now.")
    page.locator(".toast button").click()
    told(page, "They are two people again.")
    page.locator("main a", has_text="Erase").click()
    page.fill("#f-name", "somebody else")
    page.locator("footer button").click()
    assert page.locator("#f-name-e").inner_text() == "This is not their name."
    page.fill("#f-name", "iker lasa")
    page.locator("footer button").click()
    told(page, "The person is erased.")


def test_an_article_matures_and_its_old_words_stand_again_without_scripts(sheet):
    page = sheet("/knowledge/new", scripts=False)
    page.fill("#f-title", "Jacket zipper stuck")
    page.fill("#f-steps", "Rub it with wax.")
    save(page)
    told(page, "The article is written.")
    page.click("button:has-text('Publish')")
    told(page, "The article is published.")
    page.select_option("#f-readers", "all")
    page.click("button:has-text('Save who reads it')")
    told(page, "Everyone reads it now.")
    page.locator("main a", has_text="Edit").click()
    page.fill("#f-steps", "Use soap.")
    save(page)
    page.locator("main a", has_text="Versions").click()
    page.click("button:has-text('Let it stand again')")
    told(page, "The words of version 1 stand again.")
    page.goto("/knowledge")
    page.fill("#f-q", "zippers")
    page.select_option("#f-language", "en")
    page.click("form[role=search] button")
    assert page.locator("#rows a", has_text="Jacket zipper stuck").count() == 1


def test_a_logged_question_is_put_right_taken_on_or_taken_back_without_scripts(sheet):
    page = sheet("/questions/new", scripts=False)
    page.fill("#f-asked", "Is the zipper covered?")
    page.fill("#f-answer", "Two years")
    page.fill("#f-who", "Helena Duarte")
    save(page)
    page.goto("/questions?outcome=answered")
    page.locator(".log a", has_text="Is the zipper covered?").click()
    page.locator("main a", has_text="Correct").click()
    page.fill("#f-answer", "Three years")
    save(page)
    told(page, "The question is corrected.")
    page.locator("main a", has_text="Take on as a ticket").click()
    save(page)
    page.wait_for_url(re.compile("/tickets/LBT-[0-9]+/filed"))
    page.goto("/questions?outcome=passedOn")
    assert "Became a ticket" in page.locator(".log").inner_text()
    page.goto("/questions/new")
    page.fill("#f-asked", "A mistake")
    save(page)
    page.goto("/questions")
    page.locator(".log a", has_text="A mistake").click()
    page.locator("main a", has_text="Take back").click()
    page.locator("footer button").click()
    told(page, "The question is out of the log.")


def test_the_places_are_reached_and_worked_by_the_keyboard_alone(sheet):
    page = sheet("/inbox")
    for key, place in (("k", "/knowledge"), ("q", "/questions"), ("c", "/contacts")):
        until_keys_work(page)
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url("**" + place)
        page.locator(f".rail a[href='{place}'][aria-current=page]").first.wait_for()
    until_keys_work(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/*")
    until_keys_work(page)
    page.keyboard.press("e")
    page.wait_for_url("**/edit")
    page.locator("#f-name:focus").wait_for()
    until_keys_work(page)
    page.keyboard.press("Control+Enter")
    told(page, "Saved.")


@pytest.mark.parametrize("width,scheme", LOOKS)
def test_every_page_of_the_three_places_is_accessible_and_fits(sheet, width, scheme):
    page = sheet("/contacts", width=width, scheme=scheme)
    contact, article, question = first(page, "/contacts"), first(page, "/knowledge"), logged(page, f"Is {width} {scheme} enough?")
    paths = ["/contacts", "/contacts/new", "/organisations", "/organisations/new", "/knowledge", "/knowledge/new", "/questions"]
    paths += [contact + part for part in ("", "/tickets", "/timeline", "/questions", "/edit", "/merge", "/erase")]
    paths += [article + part for part in ("", "/edit", "/edit?language=ro", "/versions")]
    paths += ["/questions/new", question, question + "/edit"]
    for path in paths:
        assert page.goto(path).status == 200, path
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
