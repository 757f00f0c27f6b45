"""A desk is copied, brought back and moved by the commands, while mail comes in and the commands are killed."""

import json
import os
import random
import subprocess
import threading
import time

from desk import BINARY, Desk, Door

PASSPHRASE = {"AMPARO_BACKUP_PASSPHRASE": "words that nobody knows"}


def message(number):
    return (
        f"From: Ana <ana{number}@example.org>\nTo: support@example.com\nSubject: Order {number}\n"
        f"Message-ID: <{number}.order@example.org>\n\nWhere is it?\n"
    ).encode()


def with_file(number):
    """One whose file lies beside the database."""
    body = os.urandom(150_000).hex()
    return message(number) + b"-- \n" + b"\n".join(body[at : at + 70].encode() for at in range(0, len(body), 70))


def numbers(desk, *options):
    """Mail by what it says of itself, and the ticket it is on."""
    done = desk.command("mail", "log", "--json", *options, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return {(line["messageId"], line["rawSha256"]) for line in map(json.loads, done.stdout.decode().splitlines())}


class Senders:
    """Mail from several sides, until the desk takes none any more."""

    def __init__(self, desk, count=3):
        self.desk, self.taken, self.stopped = desk, [], threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(first,)) for first in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def work(self, first):
        number, door = first * 1_000_000, Door(self.desk.mail)
        while not self.stopped.is_set():
            number += 1
            try:
                if door.send(message(number)) != 250:
                    return
            except Exception:
                return
            self.taken.append(f"{number}.order@example.org")
        door.close()


def test_a_backup_taken_while_mail_comes_in_is_a_whole_desk(tmp_path):
    with Desk(tmp_path, environment=PASSPHRASE) as desk:
        for number in range(20):
            desk.send(with_file(9_000_000 + number) if number < 3 else message(9_000_000 + number))
        before = {line["messageId"] for line in desk.settle()}
        with Senders(desk):
            done = desk.command("backup", str(tmp_path / "copy"))
            assert done.returncode == 0, done.stderr.decode()
    other = Desk(tmp_path / "other", environment=PASSPHRASE)
    done = other.command("restore", str(tmp_path / "copy"))
    assert done.returncode == 0, done.stderr.decode()
    with other:
        assert before <= {line["messageId"] for line in other.settle()}
        assert len(other.tickets()) >= 20
        assert other.command("doctor").returncode == 0
        other.send(message(1))
        assert len(other.settle()) > 20
    files = [path for path in (other.data / "blobs").rglob("*") if len(path.name) == 64]
    assert len(files) >= 3


def test_a_backup_without_its_passphrase_or_with_a_changed_byte_is_nothing(tmp_path):
    desk = Desk(tmp_path, environment=PASSPHRASE)
    assert desk.receive(message(1)) == 0
    copy = tmp_path / "copy"
    assert desk.command("backup", str(copy)).returncode == 0
    assert b"Order" not in copy.read_bytes()
    secret = tmp_path / "secret"
    secret.write_text("another\n")
    other = Desk(tmp_path / "other", environment=PASSPHRASE)
    done = other.command("restore", str(copy), "--passphrase-file", str(secret))
    assert (done.returncode, done.stdout) == (1, b"") and b"passphrase" in done.stderr
    whole = copy.read_bytes()
    for place in (40, 200, len(whole) // 2, len(whole) - 1):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        done = other.command("restore", str(copy))
        assert done.returncode == 1 and not (other.data / "amparo.sqlite").exists()
    copy.write_bytes(whole)
    assert other.command("restore", str(copy)).returncode == 0
    assert desk.command("restore", str(copy)).returncode == 1
    assert desk.command("restore", str(copy), "--replace").returncode == 0


def killed(desk, *words, after):
    """A command that ends as a power cut would end it; whether it was still at work."""
    process = subprocess.Popen(
        [BINARY, *words, "--data", str(desk.data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=desk.environment)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def test_a_restore_that_is_killed_leaves_nothing_that_serves(tmp_path):
    desk = Desk(tmp_path, environment=PASSPHRASE)
    for number in range(30):
        assert desk.receive(message(number)) == 0
    expected = numbers(desk)
    copy, chance = str(tmp_path / "copy"), random.Random(3)
    assert desk.command("backup", copy).returncode == 0
    other = Desk(tmp_path / "other", environment=PASSPHRASE)
    for _ in range(6):
        if not killed(other, "restore", copy, after=chance.uniform(0.15, 0.6)):
            break
        done = other.command("ticket", "list")
        assert done.returncode == 1, done.stdout
    done = other.command("restore", copy, "--replace")
    assert done.returncode == 0, done.stderr.decode()
    assert numbers(other) == expected


def test_a_desk_moves_while_mail_comes_in_and_the_move_is_killed(tmp_path):
    place = f"sqlite://{tmp_path}/moved.sqlite"
    chance = random.Random(5)
    with Desk(tmp_path) as desk:
        for number in range(50):
            desk.send(message(9_000_000 + number))
        with Senders(desk) as senders:
            for _ in range(6):
                killed(desk, "move", "--to", place, after=chance.uniform(0.1, 0.5))
            done = desk.command("move", "--to", place, timeout=300)
            assert done.returncode == 0 or b"has moved" in done.stderr, done.stderr.decode()
            # Nobody takes mail here any more.
            for thread in senders.threads:
                thread.join(60)
        assert desk.command("ticket", "list").returncode == 1
    assert senders.taken
    done = desk.command("serve")
    assert done.returncode == 1 and str(tmp_path / "moved.sqlite").encode() in done.stderr
    desk.options = ["--database", place]
    with desk:
        end = time.monotonic() + 120
        while True:
            log = desk.lines("mail", "log", "--json", "--database", place)
            if all(line["outcome"] == "ticket" for line in log):
                break
            assert time.monotonic() < end
            time.sleep(0.3)
        known = [line["messageId"] for line in log]
        assert set(senders.taken) <= set(known) and len(known) == len(set(known))
        tickets = desk.lines("ticket", "list", "--json", "--database", place)
        assert len(tickets) == len(known)
        assert len({ticket["number"] for ticket in tickets}) == len(tickets)
