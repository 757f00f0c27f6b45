"""The main job: a mail becomes a ticket, is answered, escalated, solved; the solution is found by the next one."""

import re

import pytest
from playwright.sync_api import expect

from postbox import words


@pytest.fixture
def ticket(desk, request):
    """The number of a ticket that a stranger just opened by mail."""
    name = re.sub(r"\W+", "-", request.node.name)[:50]
    return desk.ask(f"{name}@mail.test", "My order never came", "I ordered running shoes two weeks ago.\nWhere are they?")[0]


def write(page, text):
    page.get_by_label("Your reply").fill(text)


def test_a_mail_appears_in_the_inbox_by_itself(desk, marc):
    page = marc.open("/inbox")
    desk.send("vera@mail.test", "Socks with a hole", "Both socks have a hole.")
    page.get_by_role("link", name="1 new, show it").click()
    row = page.get_by_role("link", name="Socks with a hole")
    expect(row).to_be_visible()
    row.click()
    expect(page.get_by_role("heading", name="Socks with a hole", level=1)).to_be_visible()
    expect(page.get_by_text("Both socks have a hole.").last).to_be_visible()


def test_it_shows_who_asks_and_what_they_asked_before(desk, marc):
    page = marc.open("/tickets/LBT-1002")
    who = page.get_by_role("complementary", name="Contact and details")
    expect(who.get_by_role("heading", name="Ana Popescu")).to_be_visible()
    expect(who.get_by_text("ana@popescu.example")).to_be_visible()
    expect(who.get_by_text("VIP")).to_be_visible()
    who.get_by_role("link", name="Cambio de talla en el pedido 71530").click()
    expect(page.get_by_role("heading", name="Cambio de talla en el pedido 71530")).to_be_visible()


def test_old_solutions_are_found_without_accents(marc):
    page = marc.open("/search")
    page.get_by_role("searchbox").fill("como devolver zapatilla")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Cómo devolver unas zapatillas")).to_be_visible()


def test_an_answer_is_held_and_can_be_taken_back(marc, ticket):
    page = marc.open(f"/tickets/{ticket}")
    write(page, "It left today.")
    page.get_by_role("button", name="Send and wait").click()
    toast = page.locator("[data-undo-until]")
    expect(toast).to_contain_text(re.compile(r"in \d s"))
    toast.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Your reply")).to_have_value("It left today.")
    expect(page.get_by_text("Marc Soler took a reply back before it left")).to_be_visible()


def test_a_ticket_that_was_answered_calls_for_nobody_in_the_list(desk, marc):
    number, _ = desk.ask("ylva@mail.test", "Blue laces", "Are there any?")
    page = marc.open("/inbox")
    row = page.locator(f".row[data-ticket='{number}']")
    expect(row).to_have_class(re.compile("unread"))
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Blue laces", level=1)).to_be_visible()
    write(page, "There are.")
    page.get_by_role("button", name="Send and wait").click()
    expect(page.locator("[data-undo-until]")).to_be_visible()
    expect(row).not_to_have_class(re.compile("unread"))
    expect(row).not_to_contain_text("New")


def test_an_answer_stands_in_the_outbox_and_then_leaves(desk, marc):
    number, receipt = desk.ask("oskar@mail.test", "Where is my order", "It is late.")
    page = marc.open(f"/tickets/{number}")
    write(page, "It left today.")
    page.get_by_role("button", name="Send and wait").click()
    expect(page.locator("[data-undo-until]")).to_be_visible()
    page = marc.open("/outbox")
    held = page.get_by_role("listitem").filter(has_text=number)
    expect(held).to_contain_text("Held")
    expect(held).to_contain_text("It left today.")
    answer = desk.postbox.wait_for("oskar@mail.test", count=2)
    assert "It left today." in words(answer)
    assert answer["References"] or answer["In-Reply-To"]


def test_a_note_stays_inside(desk, marc):
    number, _ = desk.ask("paula@mail.test", "Colour of the cap", "Is there a blue one?")
    page = marc.open(f"/tickets/{number}")
    page.get_by_role("link", name="Note").click()
    page.get_by_label("Your note").fill("Blue comes in May.")
    page.get_by_role("button", name="Add note").click()
    note = page.get_by_role("article").filter(has_text="Blue comes in May.")
    expect(note).to_contain_text("Note, colleagues only")
    assert len(desk.postbox.to("paula@mail.test")) == 1


def test_priority_category_tags_and_assignee_are_set(claire, marc, ticket):
    page = claire.open("/settings/categories")
    page.get_by_label("Name").last.fill("Alterations")
    page.get_by_role("button", name="Add the category").click()
    expect(page.get_by_label("Name").first).to_have_value("Alterations")

    page = marc.open(f"/tickets/{ticket}")
    page.get_by_role("button", name="Normal priority").click()
    page.get_by_role("button", name="High").click()
    expect(page.get_by_role("button", name="High priority")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Properties").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Category").select_option("Alterations")
    sheet.get_by_label("Tags").fill("courier, late")
    sheet.get_by_role("button", name="Save").click()
    details = page.get_by_role("complementary", name="Contact and details")
    expect(details).to_contain_text("Alterations")
    expect(details).to_contain_text("courier")
    page.get_by_role("link", name="Assign", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Assign").first.click()
    expect(page.get_by_text("Marc Soler took it")).to_be_visible()


def test_escalated_solved_and_found_again(desk, marc, ines):
    sender = "quentin@mail.test"
    number, receipt = desk.ask(sender, "Treadmill stops", "My treadmill stops after ten minutes.")
    page = marc.open(f"/tickets/{number}")
    page.get_by_role("link", name="Escalate").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Reason").fill("Needs the technician")
    sheet.get_by_label("Findings").fill("The belt is dry. The fuse is fine.")
    sheet.get_by_role("button", name="Escalate to tier 2").click()
    expect(page.get_by_text(f"{number} is with tier 2 now.").last).to_be_visible()

    page = ines.open("/inbox")
    page.get_by_role("link", name="Treadmill stops").click()
    expect(page.get_by_text("Needs the technician")).to_be_visible()
    expect(page.get_by_text("The belt is dry. The fuse is fine.")).to_be_visible()
    page.get_by_role("link", name="Solve").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Write a new one").click()
    sheet.get_by_label("Problem").last.fill("Treadmill stops by itself after some minutes")
    sheet.get_by_role("textbox", name="Cause").fill("The belt runs dry and the motor overheats")
    sheet.get_by_label("Steps").last.fill("Grease the belt with silicone spray")
    sheet.get_by_role("button", name="Solve", exact=False).last.click()
    expect(page.get_by_text(f"{number} is solved.").last).to_be_visible()

    page = marc.open("/search?q=treadmill+silicone")
    expect(page.get_by_role("link", name="Treadmill stops by itself")).to_be_visible()

    desk.send(sender, "AW: something else entirely", "It stopped again!", In_Reply_To=receipt["Message-ID"])
    page = ines.open(f"/tickets/{number}")
    expect(page.get_by_text("It stopped again!").last).to_be_visible()
    expect(page.get_by_role("button", name="State: Open. Change it")).to_be_visible()


def test_merged_and_taken_apart_again(desk, marc):
    first, _ = desk.ask("rosa@mail.test", "Wrong size", "It is too small.")
    page = marc.open("/inbox")
    desk.send("rosa@mail.test", "Wrong size again", "Did you get my mail?")
    page.get_by_role("link", name="1 new, show it").click()
    page.locator(f"[data-ticket={first}] a").click()
    who = page.get_by_role("complementary", name="Contact and details")
    who.get_by_role("link", name="Wrong size again").click()
    expect(page.get_by_role("heading", name="Wrong size again")).to_be_visible()
    second = re.search(r"LBT-\d+", page.url)[0]
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Merge").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name=first).click()
    expect(sheet).to_contain_text(f"{second} becomes part of {first}")
    sheet.get_by_role("button", name="Merge", exact=False).last.click()
    expect(page.get_by_role("heading", name="Wrong size", exact=True)).to_be_visible()
    expect(page.get_by_text("Did you get my mail?").last).to_be_visible()

    page = marc.open(f"/tickets/{second}")
    page.get_by_role("link", name="Take apart again").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text(f"{second} is a ticket of its own again.").last).to_be_visible()
    expect(page.get_by_text("Did you get my mail?").last).to_be_visible()
    page = marc.open(f"/tickets/{first}")
    expect(page.get_by_role("article").filter(has_text="Did you get my mail?")).to_have_count(0)


def test_a_card_number_is_made_unreadable(desk, claire):
    number, _ = desk.ask("simon@mail.test", "Payment", "My card is 4111 1111 1111 1111, please charge it.")
    page = claire.open(f"/tickets/{number}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Redact").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("These words, wherever they stand").fill("4111 1111 1111 1111")
    sheet.get_by_role("button", name="Show what will go").click()
    expect(sheet).to_contain_text("This cannot be undone")
    sheet.get_by_role("button", name="Make unreadable for good").click()
    expect(page.get_by_text("What you named can no longer be read.").last).to_be_visible()
    expect(page.get_by_text("4111 1111")).to_have_count(0)
    expect(claire.open("/search?q=4111").get_by_text("Payment")).to_have_count(0)


def test_deleted_and_restored(desk, claire):
    number, _ = desk.ask("tilda@mail.test", "Delete me", "A test.")
    page = claire.open(f"/tickets/{number}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Move to the bin").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"{number} is in the bin.").last).to_be_visible()
    page = claire.open("/bin")
    page.get_by_role("link", name="Delete me").click()
    expect(page.get_by_text("This ticket is in the bin.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Restore").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    expect(page.get_by_text(f"{number} is back.").last).to_be_visible()
    expect(claire.open("/inbox").get_by_role("link", name="Delete me")).to_be_visible()
