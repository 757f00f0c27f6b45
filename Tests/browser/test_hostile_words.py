"""Hostile words as subject, name and text, by mail and by form: every page shows them and nothing comes of it."""

import json
import os
import pathlib
import re

import pytest
from playwright.sync_api import expect

from conftest import Person, in_english

CORPORA = pathlib.Path(os.environ.get("AMPARO_CORPORA", pathlib.Path(__file__).parents[3] / "shared/corpora"))
CASES = CORPORA / "hostile-strings/cases.jsonl"


@pytest.fixture(scope="module")
def strings():
    if not CASES.exists():
        pytest.skip(f"no strings at {CASES}")
    with CASES.open(encoding="utf-8") as lines:
        return [text for line in lines if (text := json.loads(line)["text"]).strip()]


class Watched:
    """A person whose browser tells everything that should not happen."""

    def __init__(self, person):
        self.person = person
        self.heard = []
        person.context.add_init_script("window.alert = window.confirm = window.prompt = (text) => { window.ran = String(text ?? 'ran'); }")
        page = person.page
        page.on("dialog", lambda dialog: (self.heard.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: self.heard.append(f"popup {popup.url}"))
        page.on("pageerror", lambda error: self.heard.append(f"error {error}"))
        page.on("request", self.watch)

    def watch(self, request):
        if not request.url.startswith((self.person.desk.web, "data:", "blob:")):
            self.heard.append(f"request {request.url}")

    def see(self, path):
        """Opens a page, moves over it; gives it."""
        page = self.person.open(path)
        page.mouse.move(400, 300)
        if ran := page.evaluate("window.ran"):
            self.heard.append(f"{path} ran {ran}")
        if stray := page.locator("main script:not([src^='/public/']), main iframe:not([sandbox]), main [onerror], main [onload]").count():
            self.heard.append(f"{path} has {stray} elements that nobody put there")
        return page


def one_line(text):
    """What of it can stand in the head of a mail."""
    return re.sub(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff]", " ", text)


def batches(strings, size):
    return [strings[start : start + size] for start in range(0, len(strings), size)]


def test_by_mail(desk, browser, strings):
    """Three strings in the subject and name of each mail, all of them in one text or another."""
    watched = Watched(in_english(desk, browser, "admin"))
    for number, batch in enumerate(batches(strings, 12)):
        text = "\n\n".join(one_line(string) for string in batch)
        name = one_line(batch[0])[:60].strip() or "nobody"
        subject = f"Hostile {number:03} " + " ".join(one_line(string)[:80] for string in batch[:3])
        try:
            desk.send((f'"{name}" <hostile-{number}@mail.test>' if name.isascii() and '"' not in name and "\\" not in name else f"hostile-{number}@mail.test"), subject, text)
        except ValueError:
            desk.send(f"hostile-{number}@mail.test", f"Hostile {number:03}", text)
    page = watched.see("/inbox")
    page.get_by_role("link", name=re.compile("Hostile")).first.wait_for()
    shown = 0
    for link in page.locator("[data-row]").evaluate_all("(rows) => rows.map((row) => row.getAttribute('href'))"):
        page = watched.see(link)
        shown += page.get_by_role("article").count()
    for path in ("/search?q=hostile", "/outbox", "/mail", "/all"):
        watched.see(path)
    watched.person.close()
    assert shown > 20
    assert watched.heard == []


def test_by_form(desk, browser, strings):
    agent = Watched(in_english(desk, browser, "admin"))
    for batch in batches(strings, 24):
        customer = Watched(Person(desk, browser))
        page = customer.see("/help")
        page.get_by_label("Your question").fill("\n\n".join(batch))
        page.get_by_label("Subject").fill(one_line(batch[0])[:200])
        page.get_by_label("Your name").fill(one_line(batch[1])[:100])
        page.get_by_label("Your e-mail address").fill("hostile@form.test")
        page.get_by_role("button", name="Send my question").click()
        told = page.get_by_text(re.compile(r"Its number is LBT-\d+")).last
        expect(told, page.locator("main").inner_text()).to_be_visible()
        number = re.search(r"LBT-\d+", told.inner_text())[0]
        page = agent.see(f"/tickets/{number}")
        for string in batch[:4]:
            shown = " ".join(string.split())
            assert not shown.isascii() or shown in " ".join(page.locator("main").inner_text().split()), string
        customer.person.close()
        assert customer.heard == []
    agent.person.close()
    assert agent.heard == []


def test_as_search_and_tag(desk, browser, strings):
    watched = Watched(in_english(desk, browser, "admin"))
    page = watched.see("/search")
    for string in strings[::12]:
        page.get_by_role("searchbox").fill(one_line(string)[:500])
        page.get_by_role("main").get_by_role("button", name="Search").click()
        expect(page.get_by_role("searchbox")).to_be_visible()
    page = watched.see("/tickets/LBT-1002/properties")
    page.get_by_label("Tags").fill(", ".join(one_line(string).replace(",", " ") for string in strings[40:60]))
    page.get_by_role("button", name="Save").click()
    watched.see("/tickets/LBT-1002")
    watched.person.close()
    assert watched.heard == []
