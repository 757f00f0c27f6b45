"""An empty desk: the one-time link makes its first administrator, five questions make it theirs, each may be left for later."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from conftest import BINARY, WIDE, free_port
from faults import AXE, faults


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory):
    """A desk nobody set up yet: the link, and the process."""
    command = [
        BINARY, "serve", "--data", str(tmp_path_factory.mktemp("empty")), "--http", f"127.0.0.1:{free_port()}",
        "--smtp-listen", f"127.0.0.1:{free_port()}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("set-up "):
            yield line.split()[1]
            break
    process.terminate()
    process.wait(timeout=20)


def test_set_up_and_made_ones_own(empty_desk, browser):
    context = browser.new_context(viewport=WIDE, locale="en-GB", bypass_csp=True)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(empty_desk)
    expect(page.get_by_role("heading", name="Your help desk")).to_be_visible()
    assert list(faults(page)) == []
    page.get_by_label("Your name").fill("Olga Petrova")
    page.get_by_label("E-mail").fill("olga@office.test")
    page.get_by_label("New password").fill("short")
    page.get_by_label("Once more").fill("short")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Your name")).to_have_value("Olga Petrova")
    page.get_by_label("New password").fill("a sentence of my own")
    page.get_by_label("Once more").fill("a sentence of my own")
    page.get_by_role("button", name="Begin").click()

    expect(page.get_by_role("heading", name="What are you called?")).to_be_visible()
    page.get_by_label("Name of the desk").fill("Office help")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("2 of 5")).to_be_visible()
    for number in (3, 4, 5):
        page.get_by_role("link", name="Later").click()
        expect(page.get_by_text(f"{number} of 5")).to_be_visible()
        assert list(faults(page)) == []
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_text("Office help").first).to_be_visible()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    context.close()


def test_the_link_works_once_and_the_password_signs_in(empty_desk, browser):
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    page.goto(empty_desk)
    expect(page.get_by_role("heading", name="This link has expired")).to_be_visible()
    page.goto(re.sub(r"/setup/.*", "/sign-in", empty_desk))
    page.get_by_label("E-mail").fill("olga@office.test")
    page.get_by_label("Password").fill("not the one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password").fill("a sentence of my own")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    context.close()
