"""Attachments in an S3-compatible store: they go there and come back, nodes share them, copies and moves bring them along, and a store
that is away or refuses costs nothing that was taken."""

import base64
import hashlib
import html
import json
import os
import re
import signal
import time
import urllib.error
import urllib.request

import pytest

from bucket import MoodyWay, Store
from desk import SUPPORT, Desk, Door, Person, hidden
from load import OURS, ask, token
from proxy import Proxy
from test_copies import PASSPHRASE, message
from test_nodes import CONFIG
from test_relay import until

# An object, by the hash of what it holds.
OBJECT = re.compile(r"([a-z]+/)?[0-9a-f]{64}")


@pytest.fixture(scope="module")
def store():
    with Store() as store:
        yield store


def with_file(number, to="support@example.com", size=150_000):
    """A mail with a file that no row takes; the file."""
    file = os.urandom(size)
    text = "\n".join(re.findall(".{1,76}", base64.b64encode(file).decode()))
    head = (
        f"From: Ana <ana{number}@example.org>\nTo: {to}\nSubject: Order {number}\nMessage-ID: <{number}.order@example.org>\n"
        "Date: Sun, 22 Nov 2026 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=end\n\n"
        "--end\nContent-Type: text/plain\n\nHere it is.\n--end\nContent-Type: application/octet-stream\n"
        'Content-Disposition: attachment; filename="log.bin"\nContent-Transfer-Encoding: base64\n\n'
    )
    return f"{head}{text}\n--end--\n".encode(), file


def fetched(person, number, name="log.bin"):
    """What the link of a ticket's file leads to."""
    page = person.get(f"/tickets/{number}")
    [link] = set(re.findall(rf'href="(/tickets/{number}/files/\d+)"', page))
    with person.pages.open(person.desk.web + link, timeout=30) as answer:
        return answer.read()


def links(desk, key):
    """The addresses of a desk's files, by the subject of their ticket."""
    addresses = {}
    for ticket in desk.tickets():
        ours = f"{desk.web}/api/v1/tickets/{ticket['number']}"
        for said in json.loads(ask(ours, key)[2])["messages"]["data"]:
            addresses |= {ticket["subject"]: f"{ours}/attachments/{file['id']}" for file in said["attachments"]}
    return addresses


def served(desk):
    """What the files of a desk are, by the subject of their ticket."""
    key, files = token(desk), {}
    for subject, address in links(desk, key).items():
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            files[subject] = digest(answer.read())
    return files


def digest(file):
    return hashlib.sha256(file).hexdigest()


def test_a_file_of_a_mail_goes_into_the_bucket_and_comes_back_out_of_the_page(tmp_path, store):
    person = Person.of_demo(tmp_path, options=["--blobs", store.place("pages")], environment=store.key)
    with person:
        mail, file = with_file(1, to=SUPPORT)
        person.desk.send(mail, sender="ana1@example.org", to=SUPPORT)
        [line] = [line for line in person.desk.settle() if line["messageId"] == "1.order@example.org"]
        assert fetched(person, line["ticket"]) == file
        assert store.read(f"pages/{digest(file)}") == file
        assert not [path for path in (person.desk.data / "blobs").rglob("*") if len(path.name) == 64]
        # Nothing small goes there, and nothing under another name.
        assert all(OBJECT.fullmatch(name) for name in store.names("pages/")), store.names("pages/")
        page = person.get(f"/tickets/{line['ticket']}")
        [source] = set(re.findall(rf'href="(/tickets/{line["ticket"]}/messages/\d+/source)"', page))
        with person.pages.open(person.desk.web + source, timeout=30) as answer:
            assert b"1.order@example.org" in answer.read()
        log = (person.desk.folder / "serve.log").read_text()
        assert store.secret not in log and store.name not in log


def test_nodes_share_a_bucket_and_one_that_looks_elsewhere_does_not_serve(tmp_path, server, database, store):
    options, environment = ["--blobs", store.place("nodes")], {"AMPARO_DATABASE": server.url(database)} | store.key
    with Desk(tmp_path / "one", config=CONFIG, options=options, environment=environment) as one:
        key = {"AMPARO_MASTER_KEY": (one.data / "master.key").read_text().strip()}
        with Desk(tmp_path / "other", config=CONFIG, options=options, environment=environment | key) as other:
            mail, file = with_file(1, to=OURS)
            one.send(mail, to=OURS)
            one.settle()
            assert served(other) == {"Order 1": digest(file)}
            for place in ("database", "folder", store.place("elsewhere")):
                stranger = Desk(tmp_path / "stranger", environment=environment | key)
                done = stranger.command("serve", "--http", "127.0.0.1:0", "--blobs", place, timeout=60)
                [line] = done.stderr.decode().strip().splitlines()
                assert done.returncode == 1 and "--blobs" in line


def test_a_desk_is_copied_with_its_bucket_and_brought_back_elsewhere(tmp_path, store):
    environment = PASSPHRASE | store.key
    options = ["--blobs", store.place("copies")]
    with Desk(tmp_path, options=options, environment=environment) as desk:
        files = {}
        for number in range(3):
            mail, file = with_file(number)
            desk.send(mail)
            files[f"Order {number}"] = digest(file)
        desk.settle()
        done = desk.command("backup", str(tmp_path / "copy"), *options)
        assert done.returncode == 0 and b"6 files" in done.stdout, done
    for name, place in (("folder", "folder"), ("rows", "database"), ("store", store.place("others"))):
        other = Desk(tmp_path / name, options=["--blobs", place], environment=environment)
        done = other.command("restore", str(tmp_path / "copy"), "--blobs", place)
        assert done.returncode == 0, done.stderr.decode()
        with other:
            assert served(other) == files
    assert {name for name in store.names("others/")} >= {f"others/{one}" for one in files.values()}


def test_attachments_move_between_folder_bucket_and_database(tmp_path, store):
    desk = Desk(tmp_path, environment=store.key)
    mail, file = with_file(1)
    assert desk.receive(mail) == 0
    expected = {"Order 1": digest(file)}
    before = "folder"
    for after in (store.place("moved"), "database", store.place("again"), "folder", "database", "folder"):
        done = desk.command("move", "--blobs", before, "--to-blobs", after)
        assert done.returncode == 0 and b"moved 2 attachments" in done.stdout, (before, after, done)
        again = desk.command("move", "--blobs", before, "--to-blobs", after)
        assert again.returncode == 0 and b"moved 0 attachments" in again.stdout, (before, after, again)
        # Whoever is brought somewhere does not live on what is left behind.
        for path in (desk.data / "blobs").rglob("*"):
            if after != "folder" and len(path.name) == 64:
                path.unlink()
        desk.options = ["--blobs", after]
        with desk:
            assert served(desk) == expected, (before, after)
        before = after


def test_a_desk_that_moves_to_another_database_takes_its_files_out_of_the_bucket(tmp_path, store):
    desk = Desk(tmp_path, environment=store.key)
    mail, file = with_file(1)
    desk.command("mail", "receive", "--blobs", store.place("left"), input=mail)
    target = f"sqlite://{tmp_path}/moved.sqlite"
    done = desk.command("move", "--to", target, "--blobs", store.place("left"), "--to-blobs", "database")
    assert done.returncode == 0, done.stderr.decode()
    desk.options = ["--blobs", "database", "--database", target]
    desk.environment["AMPARO_DATABASE"] = target
    with desk:
        assert served(desk) == {"Order 1": digest(file)}


def answer_with_file(person, number, words, file):
    """What a person sees after answering in the page, with a file."""
    path = f"/tickets/{number}/replies"
    fields = hidden(person.get(f"/tickets/{number}"), path) | {"text": words, "to": "ana1@example.org"}
    parts = [f'--end\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    head = b'--end\r\nContent-Disposition: form-data; name="file"; filename="answer.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = b"".join(parts) + head + file + b"\r\n--end--\r\n"
    request = urllib.request.Request(person.desk.web + path, body, {"Content-Type": "multipart/form-data; boundary=end"})
    try:
        answer = person.pages.open(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return html.unescape(answer.read().decode())


def test_an_answer_whose_file_cannot_be_kept_stays_with_its_writer(tmp_path, store):
    with Proxy(store.port) as way:
        person = Person.of_demo(tmp_path, options=["--blobs", store.place("answers", way.port)], environment=store.key)
        with person:
            person.desk.send(message(1).replace(b"support@example.com", SUPPORT.encode()), sender="ana1@example.org", to=SUPPORT)
            [number] = [line["ticket"] for line in person.desk.settle() if line["messageId"] == "1.order@example.org"]
            file = os.urandom(100_000)
            way.refuse()
            page = answer_with_file(person, number, "Here is what you asked for.", file)
            assert "s3://desk/answers" in page and "Here is what you asked for." in page and "storage." not in page
            # What was said is the receipt alone.
            assert not [one for one in person.said(number) if "asked for" in one["text"]]
            way.heal()
            answer_with_file(person, number, "Here is what you asked for.", file)
            [said] = [one for one in person.said(number) if "asked for" in one["text"]]
            assert [one["sha256"] for one in said["attachments"]] == [digest(file)]
            assert store.read(f"answers/{digest(file)}") == file


def sent(door, mail):
    code = door.send(mail)
    if code != 250:
        door.close()
    return code


@pytest.mark.parametrize("trouble", ["refuse", "silence"])
def test_while_the_store_is_away_nothing_is_taken_that_could_be_lost(trouble, tmp_path, store):
    with Proxy(store.port) as way:
        options = ["--blobs", store.place(trouble, way.port)]
        with Desk(tmp_path, options=options, environment=store.key) as desk:
            key, door = token(desk), Door(desk.mail)
            first, file = with_file(1)
            assert sent(door, first) == 250
            desk.settle()
            files = served(desk)
            assert files == {"Order 1": digest(file)}
            [address] = links(desk, key).values()
            getattr(way, trouble)()
            late, other = with_file(2)
            assert sent(door, late) == 451
            assert desk.command("mail", "receive", *options, input=late).returncode == 75
            status, kind, text = ask(address, key)
            assert (status, kind) == (503, "application/problem+json")
            assert str(way.port) not in text
            # What needs no store goes on.
            assert sent(door, message(3)) == 250
            assert ask(f"{desk.web}/api/v1/tickets", key)[0] == 200
            done = desk.command("doctor", *options)
            assert done.returncode == 1 and f"wrong attachments: s3://desk/{trouble}" in done.stdout.decode()
            log = (desk.folder / "serve.log").read_text()
            assert "bucket" in log and store.secret not in log
            way.heal()
            until(lambda: sent(door, late) == 250, 60)
            door.close()
            desk.settle()
            assert {ticket["subject"] for ticket in desk.tickets()} == {"Order 1", "Order 2", "Order 3"}
            assert served(desk) == files | {"Order 2": digest(other)}
            assert desk.command("doctor", *options).returncode == 0


def test_a_store_that_is_away_at_the_start_does_not_keep_a_desk_from_serving(tmp_path, store):
    with Proxy(store.port) as way:
        way.refuse()
        options = ["--blobs", store.place("late", way.port)]
        with Desk(tmp_path, options=options, environment=store.key) as desk:
            desk.send(message(1))
            assert len(desk.settle()) == 1
            way.heal()
            mail, file = with_file(2)
            until(lambda: desk.command("mail", "receive", *options, input=mail).returncode == 0, 60)
            desk.settle()
            assert served(desk) == {"Order 2": digest(file)}


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"AMPARO_S3_SECRET_KEY": "another"}, "SignatureDoesNotMatch"),
        ({"AMPARO_S3_ACCESS_KEY": "nobody"}, "InvalidAccessKeyId"),
        ({"bucket": "nowhere"}, "NoSuchBucket"),
        ({"AMPARO_S3_ACCESS_KEY": "", "AMPARO_S3_SECRET_KEY": ""}, "AMPARO_S3_ACCESS_KEY"),
    ],
)
def test_what_is_wrong_with_a_store_is_said_in_a_line(wrong, words, tmp_path, store):
    place = store.place("wrong", bucket=wrong.get("bucket"))
    environment = store.key | {name: value for name, value in wrong.items() if name.isupper()}
    desk = Desk(tmp_path, environment=environment)
    for language in ("C", "es_ES.UTF-8", "pt_BR.UTF-8", "ro_RO.UTF-8"):
        desk.environment["LC_ALL"] = language
        done = desk.command("serve", "--http", "127.0.0.1:0", "--blobs", place, timeout=60)
        [line] = done.stderr.decode().strip().splitlines()
        assert done.returncode == 1 and words in line and store.secret not in line and "storage." not in line
    assert not (desk.data / "amparo.sqlite").exists()
    assert desk.command("mail", "receive", "--blobs", place, input=with_file(1)[0]).returncode != 0


def test_a_key_in_a_file_is_taken_and_one_in_the_address_is_not(tmp_path, store):
    file = tmp_path / "key"
    file.write_text(f"{store.name}\n{store.secret}\n")
    desk = Desk(tmp_path)
    assert desk.command("mail", "receive", "--blobs", f"{store.place('file')}&key-file={file}", input=with_file(1)[0]).returncode == 0
    assert len(store.names("file/")) == 2
    place = store.place("file").replace("s3://", f"s3://{store.name}:{store.secret}@")
    done = desk.command("doctor", "--blobs", place)
    assert done.returncode != 0 and store.secret not in done.stderr.decode() + done.stdout.decode()


def test_what_nobody_names_goes_from_the_bucket_in_two_days(tmp_path, store):
    options, environment = ["--blobs", store.place("swept")], store.key | {"AMPARO_CLOCK": "+2d"}
    orphan, stray = os.urandom(70_000), "swept/readme"
    store.write(f"swept/{digest(orphan)}", orphan)
    store.write(stray, b"not ours")
    with Desk(tmp_path, options=options, environment=environment) as desk:
        mail, file = with_file(1)
        desk.send(mail)
        desk.settle()
        until(lambda: f"swept/aside/{digest(orphan)}" in store.names("swept/"), 30)
        assert f"swept/{digest(orphan)}" not in store.names("swept/")
        time.sleep(1)
        desk.process.send_signal(signal.SIGUSR1)
        until(lambda: f"swept/aside/{digest(orphan)}" not in store.names("swept/"), 30)
        assert f"swept/{digest(file)}" in store.names("swept/") and stray in store.names("swept/")
        assert served(desk) == {"Order 1": digest(file)}


def test_a_store_that_is_too_busy_for_a_moment_is_asked_again(tmp_path, store):
    with MoodyWay(store, moods=2) as way:
        options = ["--blobs", store.place("moody", way.port)]
        desk = Desk(tmp_path, environment=store.key)
        mail, file = with_file(1)
        assert desk.command("mail", "receive", *options, input=mail).returncode == 0
        way.moods = 1000
        assert desk.command("mail", "receive", *options, input=with_file(2)[0]).returncode == 75
        done = desk.command("doctor", *options)
        assert done.returncode == 1 and "SlowDown" in done.stdout.decode()
        way.moods = 2
        desk.options = options
        with desk:
            assert served(desk) == {"Order 1": digest(file)}


def test_what_is_not_what_was_put_there_is_not_handed_out(tmp_path, store):
    options = ["--blobs", store.place("damaged")]
    with Desk(tmp_path, options=options, environment=store.key | PASSPHRASE) as desk:
        mail, file = with_file(1)
        desk.send(mail)
        desk.settle()
        store.write(f"damaged/{digest(file)}", b"something else")
        key = token(desk)
        [address] = links(desk, key).values()
        status, kind, text = ask(address, key)
        assert (status, kind) == (503, "application/problem+json") and "something" not in text
        done = desk.command("backup", str(tmp_path / "copy"), *options)
        assert done.returncode == 0 and digest(file) in done.stderr.decode()
