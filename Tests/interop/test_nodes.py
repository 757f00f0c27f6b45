"""Several nodes of one desk on one database: whoever is asked, it is the same desk, and when one dies the others go on."""

import json
import subprocess
import threading
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from desk import BINARY, Desk, Person
from load import OURS, ask, letter, token
from relay import Relay
from test_relay import until

CONFIG = "settings:\n  mail.addresses: support@desk.example\n  outbox.hold: 0\n"


@pytest.fixture
def nodes(tmp_path, server, database):
    """Starts nodes, each in a folder of its own, with the first one's key."""
    with ExitStack() as running:
        key = {}

        def start(name, relay=None, options=(), **environment):
            node = Desk(tmp_path / name, config=CONFIG, relay=relay, options=options,
                        environment={"AMPARO_DATABASE": server.url(database)} | key | environment)
            running.callback(node.stop)
            node.start()
            if not key:
                key["AMPARO_MASTER_KEY"] = (node.data / "master.key").read_text().strip()
            return node

        yield start


def opened(node, key, name):
    status, _, text = ask(f"{node.web}/api/v1/tickets", key, {
        "requester": {"email": f"{name}@example.org"}, "subject": name, "text": f"This is {name}."}, **{"Idempotency-Key": name})
    assert status == 201, text
    return json.loads(text)["number"]


def test_tickets_opened_at_two_nodes_at_once_have_numbers_of_their_own_and_are_seen_at_both(nodes):
    one, other = nodes("one"), nodes("other")
    key = token(one)
    with ThreadPoolExecutor(8) as programs:
        numbers = list(programs.map(lambda n: opened((one, other)[n % 2], key, f"p{n}"), range(120)))
    assert len(set(numbers)) == 120
    for node in (one, other):
        assert {ticket["number"] for ticket in node.tickets()} == set(numbers)
        status, _, text = ask(f"{node.web}/api/v1/tickets/{numbers[0]}", key)
        assert status == 200 and '"subject":"p0"' in text.replace(": ", ":")
    identities = [message["id"] for ticket in one.tickets() for message in one.ticket(ticket["number"])["messages"]]
    assert len(identities) == len(set(identities)) == 120


def test_each_mail_is_answered_once_and_a_node_that_dies_leaves_its_work_to_the_other(nodes):
    with Relay() as relay:
        one, other = nodes("one", relay.url), nodes("other", relay.url)
        for n in range(20):
            (one, other)[n % 2].send(letter(f"a{n}"), sender=f"a{n}@example.org", to=OURS)
        until(lambda: len(relay.mails) >= 20)
        one.kill()
        for n in range(10):
            other.send(letter(f"b{n}"), sender=f"b{n}@example.org", to=OURS)
        until(lambda: len(relay.mails) >= 30, 60)
        other.settle()
        answered = Counter(recipients[0] for _, recipients, _ in relay.mails)
        assert answered == {f"{name}@example.org": 1 for name in [f"a{n}" for n in range(20)] + [f"b{n}" for n in range(10)]}


def test_a_page_hears_of_a_ticket_that_came_in_at_another_node(tmp_path, server, database):
    environment = {"AMPARO_DATABASE": server.url(database)}
    person = Person.of_demo(tmp_path / "one", environment=environment)
    with person:
        key = (person.desk.data / "master.key").read_text().strip()
        with Desk(tmp_path / "other", environment=environment | {"AMPARO_MASTER_KEY": key}) as other:
            heard = threading.Event()
            stream = person.pages.open(urllib.request.Request(person.desk.web + "/events"), timeout=60)

            def listen():
                for line in stream:
                    if line.startswith(b"event: ticket"):
                        heard.set()
                        return

            threading.Thread(target=listen, daemon=True).start()
            other.send(letter("zoe").replace(OURS.encode(), b"support@ribera.example"), to="support@ribera.example")
            assert heard.wait(30)
            stream.close()


def test_a_node_with_another_key_and_one_that_keeps_files_to_itself_do_not_serve(nodes, tmp_path, server, database):
    one = nodes("one")
    for name, environment, options in (("stranger", {"AMPARO_MASTER_KEY": "A" * 43}, []), ("hoarder", {}, ["--blobs", "folder"])):
        folder = tmp_path / name
        folder.mkdir()
        done = refused(one, folder, environment, options)
        assert done.returncode not in (0, None)
        assert len(done.stderr.decode().strip().splitlines()) == 1, done.stderr
        assert server.password() not in done.stderr.decode()


def refused(node, folder, environment, options):
    """What a node says that is not to serve."""
    key = {"AMPARO_MASTER_KEY": (node.data / "master.key").read_text().strip()}
    words = [BINARY, "serve", "--data", str(folder), "--http", "127.0.0.1:0", *options]
    return subprocess.run(words, capture_output=True, timeout=60, env=node.environment | key | environment)
