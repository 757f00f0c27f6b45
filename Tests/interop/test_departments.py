"""Departments with a database of their own: one inbox over all, a desk each, and the others go on when one is away."""

import json
import re
import resource
import smtplib
import subprocess
import urllib.error

import pytest

from desk import BINARY, Person
from load import ask
from test_relay import until

PEOPLE = "people@ribera.example"


class Admin(Person):
    """Who sets the company up."""

    def __enter__(self):
        self.desk.start()
        self.get(self.desk.links["admin"])
        return self

    def found(self, name, prefix, address=None):
        """Makes a department; its id, once its desk is open."""
        page = self.get("/settings/departments")
        home = {"home": "own", "address": address} if address else {"home": "main"}
        assert self.post("/settings/departments", page, {"name": name, "prefix": prefix, "language": "en", "zone": "UTC"} | home) == 303
        until(lambda: "chip danger" not in self.get("/settings/departments"))

    def enter(self, prefix):
        """Works in that department from now on."""
        return self.get(f"/in/{prefix}")

    def set_address(self, prefix, address):
        self.enter(prefix)
        page = self.get("/settings/mail")
        form = {"mail.addresses": address}
        assert self.post("/settings/mail", page, form) == 303


@pytest.fixture
def admin(tmp_path):
    with Admin.of_demo(tmp_path / "desk") as admin:
        yield admin


def letter(name, to):
    return f"From: {name} <{name}@example.org>\nTo: {to}\nSubject: {name} asks\nMessage-ID: <{name}@example.org>\n\nThis is {name}.\n".encode()


def numbers(page):
    return re.findall(r'data-ticket="([A-Z]+-\d+)"', page)


def test_a_department_on_a_file_of_its_own_has_its_numbers_and_stands_in_the_same_inbox(admin, tmp_path):
    admin.found("People", "PPL", str(tmp_path / "people.sqlite"))
    assert re.search(r": PPL\b", admin.get("/settings/audit"))
    admin.set_address("PPL", PEOPLE)
    admin.desk.send(letter("zoe", PEOPLE), sender="zoe@example.org", to=PEOPLE)
    [line] = [line for line in admin.desk.settle() if line["messageId"] == "zoe@example.org"]
    assert line["ticket"] == "PPL-1001"
    for prefix in ("LBT", "PPL"):
        page = admin.enter(prefix)
        assert "PPL-1001" in page
    assert "This is zoe." in admin.get("/tickets/PPL-1001")


def opened(desk, key, department, name):
    """A ticket by the API; its number."""
    status, _, text = ask(f"{desk.web}/api/v1/tickets?department={department}", key, {
        "requester": {"email": f"{name}@example.org"}, "subject": f"{name} asks", "text": f"This is {name}."})
    assert status == 201, text
    return json.loads(text)["number"]


def test_a_department_on_a_server_stays_away_with_it_and_the_others_go_on(server, database, admin):
    admin.found("People", "PPL", server.url(database))
    admin.set_address("PPL", PEOPLE)
    for name, to in (("zoe", PEOPLE), ("ion", "support@ribera.example")):
        admin.desk.send(letter(name, to), sender=f"{name}@example.org", to=to)
    admin.desk.settle()
    page = admin.enter("PPL")
    assert "zoe asks" in page and "ion asks" in page
    server.stop()
    try:
        page = until(lambda: (page := admin.get("/inbox")) and "People" in page and "zoe asks" not in page and page)
        assert "ion asks" in page
        with pytest.raises(urllib.error.HTTPError) as refused:
            admin.get("/tickets/PPL-1001")
        assert refused.value.code == 503 and "People" in refused.value.read().decode()
        with pytest.raises(smtplib.SMTPException):
            admin.desk.send(letter("eva", PEOPLE), sender="eva@example.org", to=PEOPLE)
        assert admin.desk.receive(letter("eva", PEOPLE), to=PEOPLE) == 75
        admin.desk.send(letter("dan", "support@ribera.example"), sender="dan@example.org", to="support@ribera.example")
        until(lambda: "dan asks" in admin.get("/inbox"))
    finally:
        server.start()
    until(lambda: "zoe asks" in admin.get("/inbox"), 60)
    assert admin.desk.receive(letter("eva", PEOPLE), to=PEOPLE) == 0
    admin.desk.settle()
    page = admin.get("/inbox")
    assert "eva asks" in page and "dan asks" in page


def handed_over(admin, number, to):
    page = admin.get(f"/tickets/{number}/hand-over")
    department = re.search(rf'<option value="(\d+)"[^>]*>{to} ', page).group(1)
    assert admin.post(f"/tickets/{number}/hand-over", page, {"to": department, "reason": "It is about her contract."}) == 303


def test_a_ticket_is_handed_over_with_all_that_was_said_and_what_comes_later(server, database, admin):
    admin.found("People", "PPL", server.url(database))
    admin.set_address("PPL", PEOPLE)
    admin.desk.send(letter("zoe", "support@ribera.example"), sender="zoe@example.org", to="support@ribera.example")
    [line] = [line for line in admin.desk.settle() if line["messageId"] == "zoe@example.org"]
    old = line["ticket"]
    server.stop()
    try:
        handed_over(admin, old, "People")
        page = admin.get(f"/tickets/{old}")
        assert "Handed to People; it is on its way." in page
    finally:
        server.start()
    until(lambda: "PPL-1001" in admin.get("/all"), 120)
    page = admin.get(f"/tickets/{old}")
    assert "PPL-1001" in page and "This is zoe." in page and "It is about her contract." in page
    later = letter("zoe", "support@ribera.example").replace(b"<zoe@", b"<zoe2@").replace(b"This is zoe.", b"Any news?").replace(
        b"Subject: zoe", b"In-Reply-To: <zoe@example.org>\nSubject: Re: zoe")
    admin.desk.send(later, sender="zoe@example.org", to="support@ribera.example")
    until(lambda: "Any news?" in admin.get("/tickets/PPL-1001"), 60)
    assert len([ticket for ticket in admin.desk.tickets() if ticket["number"].startswith("PPL")]) == 1
    assert admin.get("/tickets/PPL-1001").count("This is zoe.") == page.count("This is zoe.")


@pytest.mark.parametrize("home", ["main", "own"])
def test_a_customer_follows_a_question_to_the_department_that_has_it_now(admin, tmp_path, home):
    admin.found("People", "PPL", str(tmp_path / "people.sqlite") if home == "own" else None)
    guest, known = Person(admin.desk), Person(admin.desk)
    known.get(admin.desk.links["customer"])
    links, numbers = [], []
    for customer, address in ((guest, "wanda@mail.test"), (known, None)):
        page = customer.get("/help")
        form = {"text": "Who pays my contract?", "subject": "My contract"} | ({"email": address} if address else {})
        customer.post("/help", page, form)
        links.append(customer.leads)
        before = customer.get(customer.leads)
        numbers.append(re.search(r"LBT-\d+", before)[0])
    for number in numbers:
        handed_over(admin, number, "People")
    arrived = until(lambda: len(found := [one["number"] for one in admin.desk.tickets() if one["number"].startswith("PPL")]) == 2 and found)
    for number in arrived:
        page = admin.get(f"/tickets/{number}")
        assert admin.post(f"/tickets/{number}/replies", page, {"text": f"We pay it, says {number}."}) == 303
    # What was typed on a page from before is answered there.
    with pytest.raises(urllib.error.HTTPError, match="422"):
        known.post(links[1], before, {"text": " "})
    told = []
    for customer, path in ((guest, links[0]), (known, links[1]), (known, f"/help/requests/{numbers[1]}")):
        page = until(lambda: "We pay it" in (page := customer.get(path)) and page)
        assert "Who pays my contract?" in page
        told.append(set(re.findall(r"PPL-\d+", page)))
        assert customer.post(customer.shown, page, {"text": "That is good news."}) == 303
        assert "That is good news." in customer.get(path)
    assert len(told[0]) == len(told[1]) == 1 and told[0] != told[1] == told[2]


def test_a_ticket_on_its_way_arrives_once_though_the_desk_is_killed(admin):
    admin.found("Law", "LAW")
    numbers = []
    for n in range(8):
        admin.desk.send(letter(f"k{n}", "support@ribera.example"), sender=f"k{n}@example.org", to="support@ribera.example")
    log = admin.desk.settle()
    numbers = [line["ticket"] for line in log if (line["messageId"] or "").startswith("k")]
    assert len(numbers) == 8
    for number in numbers:
        handed_over(admin, number, "Law")
        admin.desk.kill()
        admin.desk.start()
        admin.get(admin.desk.links["admin"])
    arrived = until(lambda: (found := [one for one in admin.desk.tickets() if one["number"].startswith("LAW")]) and len(found) >= 8 and found)
    assert sorted(one["subject"] for one in arrived) == sorted(f"k{n} asks" for n in range(8))


def test_a_person_and_a_word_met_in_two_departments_are_found_from_each(admin, tmp_path):
    admin.found("People", "PPL", str(tmp_path / "people.sqlite"))
    admin.set_address("PPL", PEOPLE)
    for name, to in (("zoe", PEOPLE), ("zoe.again", "support@ribera.example")):
        mail = letter(name, to).replace(b"zoe.again@example.org>\nTo", b"zoe@example.org>\nTo").replace(b"This is", b"Marzipan for")
        admin.desk.send(mail, sender="zoe@example.org", to=to)
    admin.desk.settle()
    admin.enter("LBT")
    page = until(lambda: (page := admin.get("/search?q=marzipan")) and "PPL-1001" in page and page)
    assert "zoe.again asks" in page and "People" in page
    ticket = next(one["number"] for one in admin.desk.tickets() if one["subject"] == "zoe.again asks")
    person = re.search(r'href="(/contacts/\d+)', admin.get(f"/tickets/{ticket}")).group(1)
    page = admin.get(person)
    assert "In People" in page and "PPL-1001" in page
    [way] = re.findall(r'href="(/in/PPL\?to=[^"]*contacts[^"]*)"', page)
    page = admin.get(way)
    assert "PPL-1001" in page and f"In Ribera Sport" in page and ticket in page
    admin.enter("PPL")
    page = admin.get("/settings")
    form = {"name": "People", "language": "en", "zone": "UTC", "prefix": "PPL", "portal": "on", "closed": "on"}
    assert admin.post("/settings", page, form) == 303
    admin.enter("LBT")
    assert "In People" not in admin.get(person)


def test_a_department_s_own_database_is_copied_by_itself_and_said_to_be_missing_in_the_main_copy(admin, tmp_path):
    admin.found("People", "PPL", str(tmp_path / "people.sqlite"))
    assert re.search(r": PPL\b", admin.get("/settings/audit"))
    admin.set_address("PPL", PEOPLE)
    admin.desk.send(letter("zoe", PEOPLE), sender="zoe@example.org", to=PEOPLE)
    admin.desk.settle()
    secret = tmp_path / "secret"
    secret.write_text("a long enough passphrase")
    whole = admin.desk.command("backup", str(tmp_path / "main.backup"), "--passphrase-file", str(secret))
    assert whole.returncode == 0 and b"--department PPL" in whole.stderr, whole.stderr
    own = admin.desk.command("backup", str(tmp_path / "people.backup"), "--department", "ppl", "--passphrase-file", str(secret))
    assert own.returncode == 0, own.stderr
    # Brought back elsewhere, it is told where it is now.
    other = tmp_path / "other"
    back = subprocess.run(
        [BINARY, "restore", str(tmp_path / "people.backup"), "--passphrase-file", str(secret), "--data", str(other)], capture_output=True,
        timeout=120, env=admin.desk.environment)
    assert back.returncode == 0, back.stderr
    page = admin.get("/settings/departments")
    [path] = re.findall(r'action="(/settings/departments/\d+/home)"', page)
    assert admin.post(path, page, {f"home-{path.split('/')[3]}": str(other / "amparo.sqlite")}) == 303
    until(lambda: str(other) in (page := admin.get("/settings/departments")) and "chip danger" not in page)
    assert "This is zoe." in until(lambda: admin.get("/tickets/PPL-1001"))


def test_departments_with_files_of_their_own_open_though_the_shell_allows_few_files(admin, tmp_path):
    admin.desk.stop()
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
    try:
        admin.desk.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    admin.get(admin.desk.links["admin"])
    for number in range(8):
        admin.found(f"Office {number}", f"OF{'ABCDEFGH'[number]}", str(tmp_path / f"office{number}.sqlite"))
    assert "Office 7" in admin.get("/settings/departments")
