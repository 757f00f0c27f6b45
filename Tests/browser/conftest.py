"""A demo desk of its own for each module, the mail it sends, and people in real Chromium."""

import os
import pathlib
import re
import smtplib
import socket
import subprocess
import tempfile
from email.message import EmailMessage
from email.utils import make_msgid

import pytest
from playwright.sync_api import expect, sync_playwright

from postbox import Postbox, words

BINARY = os.environ.get("AMPARO_BINARY", str(pathlib.Path(__file__).parents[2] / ".build/debug/amparo"))
WIDE = {"width": 1280, "height": 900}

expect.set_options(timeout=10_000)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    """A running demo: `links` by name, `mail` as (host, port), `postbox` with what it sends."""

    def __init__(self, process, links, postbox):
        self.process = process
        self.links = links
        self.postbox = postbox
        host, port = links["mail"].rsplit(":", 1)
        self.mail = (host, int(port))

    @property
    def web(self):
        return self.links["web"]

    def send(self, sender, subject, text, **headers):
        """A mail by SMTP; gives its Message-ID."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "support@example.com", subject
        message["Message-ID"] = make_msgid(domain="mail.test")
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(text)
        with smtplib.SMTP(*self.mail) as server:
            server.send_message(message)
        return message["Message-ID"]

    def ask(self, sender, subject, text):
        """A mail by SMTP from somebody who never wrote before; gives the receipt's number and the receipt."""
        self.send(sender, subject, text)
        receipt = self.postbox.wait_for(sender)
        return re.search(r"LBT-\d+", words(receipt))[0], receipt


@pytest.fixture(scope="module")
def desk():
    if not os.path.exists(BINARY):
        pytest.skip(f"no binary at {BINARY}")
    postbox = Postbox()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            BINARY, "demo", "--data", folder, "--relay", postbox.url,
            "--http", f"127.0.0.1:{free_port()}", "--smtp-listen", f"127.0.0.1:{free_port()}"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        links = {}
        while "customer" not in links:
            line = process.stdout.readline()
            assert line, "the demo ended before it was ready"
            name, _, value = line.strip().partition(" ")
            links[name] = value
        yield Desk(process, links, postbox)
        process.terminate()
        process.wait(timeout=20)
    postbox.close()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


class Person:
    """Somebody with a browser of their own. `who` is the name of a link of the demo, or nothing for a stranger."""

    def __init__(self, desk, browser, who=None, **options):
        self.desk = desk
        self.context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        if who:
            self.page.goto(desk.links[who])

    def open(self, path):
        self.page.goto(self.desk.web + path)
        return self.page

    def speak(self, language):
        """Chooses a language where everybody does: in the menu behind one's own name, or at the top of a customer's page."""
        token = self.page.locator("meta[name=csrf]").get_attribute("content")
        path = "/help/language" if "/help" in self.page.url else "/profile/language"
        self.context.request.post(self.desk.web + path, form={"language": language, "csrf": token})
        self.page.reload()
        return self

    def told(self):
        """What the page says happened."""
        return self.page.get_by_role("status")

    def close(self):
        self.context.close()


def until_keys_work(page):
    """Until the scripts of the page listen to keys: then the list of keys can be asked for."""
    page.locator("[data-keys-help]:not([hidden])").first.wait_for(state="attached")


def in_english(desk, browser, who, **options):
    return Person(desk, browser, who, **options).speak("en")


@pytest.fixture(scope="module")
def marc(desk, browser):
    """Tier 1."""
    person = in_english(desk, browser, "tier-1")
    yield person
    person.close()


@pytest.fixture(scope="module")
def ines(desk, browser):
    """Tier 2."""
    person = in_english(desk, browser, "tier-2")
    yield person
    person.close()


@pytest.fixture(scope="module")
def claire(desk, browser):
    """The administrator."""
    person = in_english(desk, browser, "admin")
    yield person
    person.close()
