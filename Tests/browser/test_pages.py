"""Every page: no violation of WCAG 2.2 A and AA, in light and dark, wide and on a phone, in each language; nothing scrolls
sideways, nothing shows its own markup, every text is there."""

import os
import re

import pytest

from conftest import Person, until_keys_work
from faults import AXE, faults

SHOTS = os.environ.get("AMPARO_SHOTS")

TICKET = "/tickets/LBT-1002"
PAGES = {
    "admin": [
        "/inbox", "/mine", "/bin", "QUEUE",
        TICKET, f"{TICKET}?write=note#write", f"{TICKET}/assign", f"{TICKET}/escalate", f"{TICKET}/solve", f"{TICKET}/properties",
        f"{TICKET}/merge", f"{TICKET}/links", f"{TICKET}/participants", f"{TICKET}/redact", f"{TICKET}/delete", f"{TICKET}/filed",
        "/tickets/LBT-1001/reopen", "/tickets/new", "/questions/new", "/questions",
        "/contacts", "CONTACT", "CONTACT/edit", "/knowledge", "ARTICLE", "ARTICLE/edit",
        "/search", "/search?q=talla", "/search?q=nowhere", "/outbox", "/outbox?shelf=sent", "PARCEL", "/mail", "/profile", "/play",
        "/welcome/name", "/settings", "/settings/mail", "/settings/answers", "/settings/hours", "/settings/agents", "AGENT",
        "/settings/teams", "/settings/queues", "/settings/categories", "/settings/roles", "ROLE", "/settings/suppressed",
        "/settings/jobs", "/settings/audit", "/nowhere",
    ],
    "customer": ["/help", "/help/requests", "/help/requests/LBT-1001", "/help/requests/LBT-1002", "/help/questions", "/help/nowhere"],
    None: ["/sign-in", "/sign-in/forgotten", "/help/sign-in", "/help", "/s/expired"],
}
# Each language, each width in both lights; not each with each, for the time it takes.
LOOKS = [
    ("en", "light", 1280), ("en", "dark", 360), ("es", "dark", 1280), ("pt", "light", 360), ("pt", "dark", 1280), ("ro", "light", 360),
]
# Pages whose address has an id: where a person finds the first of them, and what is below it.
FOUND = {
    "QUEUE": ("/inbox", r"/queues/\d+"),
    "PARCEL": ("/outbox?shelf=sent", r"/outbox/\d+"),
    "CONTACT": ("/contacts", r"/contacts/\d+"),
    "ARTICLE": ("/knowledge", r"/knowledge/\d+"),
    "AGENT": ("/settings/agents", r"/settings/agents/\d+"),
    "ROLE": ("/settings/roles", r"/settings/roles/\d+"),
}


@pytest.fixture(scope="module")
def signed_in(desk, browser):
    """Who is signed in, by their cookies, so that each look has a window of its own."""
    states = {None: None}
    for who in ("admin", "customer"):
        person = Person(desk, browser, who)
        states[who] = person.context.storage_state()
        person.close()
    return states


def window(desk, browser, state, language, scheme, width):
    """Somebody's window, with axe in it."""
    person = Person(
        desk, browser, storage_state=state, color_scheme=scheme, locale=language, viewport={"width": width, "height": 800},
        base_url=desk.web, bypass_csp=True)
    person.context.add_init_script(AXE)
    return person


def addresses(page, who):
    """The pages of one kind of reader; those with an id in the address are found where a person finds them."""
    known = {}
    for path in PAGES[who]:
        name, _, rest = path.partition("/")
        if name and name not in known:
            place, pattern = FOUND[name]
            page.goto(place)
            links = page.locator("a").evaluate_all("(links) => links.map((link) => link.getAttribute('href') ?? '')")
            known[name] = next(link for link in links if re.fullmatch(pattern, link))
        yield known[name] + (f"/{rest}" if rest else "") if name else path


@pytest.mark.parametrize("language, scheme, width", LOOKS)
def test_every_page_is_open_to_everybody(desk, browser, signed_in, language, scheme, width):
    wrong = []
    for who, state in signed_in.items():
        person = window(desk, browser, state, language, scheme, width)
        page = person.page
        if who:
            person.open("/profile" if who == "admin" else "/help")
            person.speak(language)
        for path in addresses(page, who):
            page.goto(path)
            if SHOTS:
                name = re.sub(r"\W+", "-", path.replace(desk.web, "")).strip("-") or "home"
                page.screenshot(path=f"{SHOTS}/{language}-{scheme}-{width}-{who}-{name}.png")
            if page.evaluate("document.documentElement.lang") != language:
                wrong.append(f"{path}: speaks {page.evaluate('document.documentElement.lang')}")
            wrong += [f"{path}: {fault}" for fault in faults(page)]
        person.close()
    assert not wrong, "\n".join(wrong)


OPENED = {
    "the palette": lambda page: page.keyboard.press("Control+k"),
    "the keys": lambda page: page.keyboard.press("?"),
    "assign": lambda page: page.keyboard.press("a"),
    "escalate": lambda page: page.keyboard.press("e"),
    "solve": lambda page: page.keyboard.press("s"),
    "properties": lambda page: page.keyboard.press("p"),
    "the menu": lambda page: page.get_by_role("button", name="More").first.click(),
    "an article to insert": lambda page: page.get_by_role("button", name="Insert an article").click(),
    "the contact": lambda page: page.get_by_role("link", name="Contact and details").click(),
}


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 1000), ("dark", 360)])
def test_what_opens_over_a_ticket_is_open_to_everybody(desk, browser, signed_in, scheme, width):
    person = window(desk, browser, signed_in["admin"], "en", scheme, width)
    person.open("/profile")
    person.speak("en")
    wrong = []
    for name, open_it in OPENED.items():
        page = person.open(TICKET)
        until_keys_work(page)
        page.locator("[role=combobox]").first.wait_for()
        if name == "an article to insert":
            page.get_by_label("Your reply").focus()
        if name == "the contact" and width >= 1280:
            continue
        open_it(page)
        page.locator("dialog[open], [popover]:popover-open").first.wait_for()
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/over-{scheme}-{width}-{name.replace(' ', '-')}.png")
        wrong += [f"{name}: {fault}" for fault in faults(page)]
    person.close()
    assert not wrong, "\n".join(wrong)
