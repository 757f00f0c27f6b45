"""A customer asks on the help page, sees the number at once, follows by a private link, or signs in."""

import re

import pytest
from playwright.sync_api import expect

from conftest import Person
from postbox import words


@pytest.fixture
def stranger(desk, browser):
    person = Person(desk, browser)
    yield person
    person.close()


def ask(person, text, address):
    page = person.open("/help")
    page.get_by_label("Your question").fill(text)
    page.get_by_label("Subject").fill(text[:40])
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Send my question").click()
    told = page.get_by_text(re.compile("We have your question. Its number is LBT-")).last
    expect(told).to_be_visible()
    return re.search(r"LBT-\d+", told.inner_text())[0]


def test_the_number_is_told_at_once_and_the_answer_is_followed_by_a_private_link(desk, stranger, marc, browser):
    number = ask(stranger, "Do you repair zips?", "wanda@mail.test")
    address = stranger.page.url
    assert "/r/" in address

    page = marc.open(f"/tickets/{number}")
    expect(page.get_by_role("heading", name="Do you repair zips?")).to_be_visible()
    page.get_by_label("Your reply").fill("We do, every Tuesday.")
    page.get_by_role("button", name="Send and wait").click()
    expect(page.locator("[data-undo-until]")).to_be_visible()
    desk.postbox.wait_for("wanda@mail.test", count=2)

    page = Person(desk, browser).page
    page.goto(address)
    expect(page.get_by_text("We do, every Tuesday.")).to_be_visible()
    page.get_by_label("Your answer").fill("Then I come on Tuesday.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your answer has arrived.").last).to_be_visible()
    expect(marc.open(f"/tickets/{number}").get_by_text("Then I come on Tuesday.").last).to_be_visible()
    page.context.close()


def test_answers_appear_while_typing(stranger):
    page = stranger.open("/help")
    page.get_by_label("Your question").press_sequentially("which size of shoe do i need")
    expect(page.get_by_role("region", name="Answers that may help")).to_contain_text("Which size do I need")


def test_a_form_without_text_keeps_what_was_typed(stranger):
    page = stranger.open("/help")
    page.get_by_label("Your e-mail address").fill("xaver@mail.test")
    page.evaluate("document.querySelectorAll('form').forEach((form) => (form.noValidate = true))")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_text("Please write what it is about.").last).to_be_visible()
    expect(page.get_by_label("Your e-mail address")).to_have_value("xaver@mail.test")


def test_a_link_by_mail_signs_a_customer_in(desk, stranger):
    ask(stranger, "Is the shop open on Sunday?", "yara@mail.test")
    page = stranger.open("/help/sign-in")
    page.get_by_label("Your e-mail address").fill("yara@mail.test")
    page.get_by_role("button", name="Send me a link").click()
    letter = desk.postbox.wait_for("yara@mail.test", count=2)
    page.goto(re.search(r"https?://\S+/s/\S+", words(letter))[0])
    page.get_by_role("button").last.click()
    stranger.open("/help/requests")
    expect(page.get_by_role("link", name="Is the shop open on Sunday?")).to_be_visible()


def test_questions_and_answers_are_read(stranger):
    page = stranger.open("/help/questions")
    page.get_by_text("Which size do I need").click()
    expect(page.get_by_text("Take half a size more")).to_be_visible()
    page.get_by_role("group").filter(has_text="Which size").get_by_role("link", name="On a page of its own").click()
    page.get_by_role("button", name="This answers it").click()
    expect(page.get_by_text("Good to know. Thank you.").last).to_be_visible()
