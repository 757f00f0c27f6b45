"""What was answered with 250, or with exit code 0, is there: once, whatever happens to the program."""

import os
import random
import shutil
import signal
import subprocess
import threading
import time

import pytest

from desk import BINARY, ENVIRONMENT, Desk, Door, as_sent, mails, sha256


def message(number, text="Where is my order?"):
    return (
        f"From: Ana <ana{number}@example.org>\nTo: support@example.com\nSubject: Order {number}\n"
        f"Message-ID: <{number}.order@example.org>\nDate: Sun, 22 Nov 2026 09:00:00 +0000\n\n{text}\n"
    ).encode()


def many():
    """Some hundreds of mails, no two alike."""
    found = {as_sent(mail): None for folder in ("mime-parse", "spam-ham") for _, mail in mails(folder)}
    return list(found) or [as_sent(message(number)) for number in range(400)]


def test_nothing_is_lost_or_doubled_when_the_program_is_killed(tmp_path):
    sent = many()
    answered = set()
    desk = Desk(tmp_path)
    chance = random.Random(7)
    left = sent[:]
    for _ in range(3):
        desk.start()
        stop = threading.Event()
        share = left[:]

        def work(part):
            door = Door(desk.mail)
            for mail in part:
                if stop.is_set():
                    return
                try:
                    if door.send(mail) == 250:
                        answered.add(mail)
                except Exception:
                    return

        threads = [threading.Thread(target=work, args=(share[first::4],)) for first in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.5, 1.5))
        desk.kill()
        stop.set()
        for thread in threads:
            thread.join()
        left = [mail for mail in sent if mail not in answered]
    assert answered
    with desk:
        door = Door(desk.mail)
        for mail in left:
            assert door.send(mail) == 250
        door.close()
        log = desk.settle(180)
        known = {line["rawSha256"]: line for line in log}
        assert len(known) == len(log)
        assert {sha256(mail) for mail in sent} == set(known)
        assert {line["outcome"] for line in log} & {"received", "quarantined"} == set()
        # Each mail that opened a ticket opened one, each that stands on one stands there once.
        opened = [line["ticket"] for line in log if line["outcome"] == "ticket" and "arrived before" not in " ".join(line["why"])]
        assert len(opened) == len(set(opened))
        assert sorted(opened) == sorted(ticket["number"] for ticket in desk.tickets())
        for number in chance.sample(opened, 20):
            messages = [one for one in desk.ticket(number)["messages"] if one["direction"] == "in"]
            assert len({one["messageId"] for one in messages}) == len(messages)


def test_the_pipe_stores_and_reads_mail_without_a_server(tmp_path):
    desk = Desk(tmp_path)
    assert desk.receive(message(1)) == 0
    [line] = desk.log()
    assert line["rawSha256"] == sha256(message(1))
    assert (line["channel"], line["outcome"], line["times"]) == ("pipe", "ticket", 1)
    [shown] = desk.ticket(line["ticket"])["messages"]
    assert shown["text"].strip() == "Where is my order?"


def test_the_pipe_works_beside_a_server(tmp_path):
    with Desk(tmp_path) as desk:
        assert desk.receive(message(1), to="support@example.com") == 0
        desk.send(message(2))
        assert desk.receive(message(2)) == 0
        log = desk.settle()
        assert len(desk.tickets()) == 2
        assert {line["outcome"] for line in log} == {"ticket"}


def test_the_same_bytes_twice_are_one_message_counted_twice(tmp_path):
    desk = Desk(tmp_path)
    assert [desk.receive(message(1)), desk.receive(message(1))] == [0, 0]
    [line] = desk.log()
    assert line["times"] == 2
    assert len(desk.tickets()) == 1


def test_the_same_mail_by_two_ways_is_one_message(tmp_path):
    desk = Desk(tmp_path)
    assert desk.receive(b"Received: from a by b; 1\n" + message(1), to="sales@example.com") == 0
    assert desk.receive(b"Received: from c by d; 2\n" + message(1), to="support@example.com") == 0
    assert len({line["ticket"] for line in desk.log()}) == 1
    [ticket] = desk.tickets()
    assert len([one for one in desk.ticket(ticket["number"])["messages"] if one["direction"] == "in"]) == 1


def test_a_pipe_that_cannot_store_says_75(tmp_path):
    place = tmp_path / "file"
    place.write_text("no folder")
    done = subprocess.run(
        [BINARY, "mail", "receive", "--data", str(place / "data")], input=message(1), capture_output=True, env=ENVIRONMENT, timeout=60)
    assert done.returncode == 75
    assert done.stderr


def test_a_file_that_may_not_grow_gives_75_and_loses_nothing(tmp_path):
    desk = Desk(tmp_path)
    assert desk.receive(message(1)) == 0
    big = message(2, "x" * 3_000_000)
    limited = ["bash", "-c", f'ulimit -f 1024; exec "{BINARY}" mail receive --data "{desk.data}"']
    done = subprocess.run(limited, input=big, capture_output=True, env=ENVIRONMENT, timeout=60)
    assert done.returncode != 0
    assert done.returncode == 75, done.stderr
    assert desk.receive(big) == 0
    assert len(desk.tickets()) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_gives_75_and_what_was_stored_stays(tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no tmpfs here")
    try:
        desk = Desk(place)
        stored, codes = [], set()
        for number in range(60):
            mail = message(number, os.urandom(60_000).hex())
            code = desk.receive(mail)
            codes.add(code)
            if code == 0:
                stored.append(sha256(mail))
            elif number > 5:
                break
        assert stored and codes == {0, 75}
        copy = Desk(tmp_path / "copy")
        shutil.copytree(desk.data, copy.data, dirs_exist_ok=True)
        assert {line["rawSha256"] for line in copy.log()} >= set(stored)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_database_that_someone_holds_gives_75(tmp_path):
    import sqlite3

    desk = Desk(tmp_path)
    assert desk.receive(message(1)) == 0
    holder = sqlite3.connect(desk.data / "amparo.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert desk.receive(message(2)) == 75
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert desk.receive(message(2)) == 0


def test_a_mail_beyond_the_limit_is_refused_for_good(tmp_path):
    desk = Desk(tmp_path)
    done = desk.command("mail", "receive", input=message(1) + b"x" * (51 << 20))
    assert done.returncode == 65
    assert b"50 MB" in done.stderr


def test_a_sender_that_hangs_up_in_the_middle_leaves_nothing(tmp_path):
    with Desk(tmp_path) as desk:
        door = Door(desk.mail)
        assert door.send(message(1)) == 250
        raw = door.connection
        raw.mail("ana@example.org")
        raw.rcpt("support@example.com")
        raw.putcmd("data")
        raw.getreply()
        raw.sock.sendall(b"Subject: half\r\n\r\nThis was cut o")
        raw.sock.close()
        assert [line["times"] for line in desk.settle()] == [1]


def test_the_server_ends_on_sigterm_with_all_mail_read_or_kept(tmp_path):
    desk = Desk(tmp_path).start()
    for number in range(30):
        desk.send(message(number))
    desk.process.send_signal(signal.SIGTERM)
    assert desk.process.wait(60) == 0
    desk._forget()
    with desk:
        assert len(desk.settle(120)) == 30
        assert len(desk.tickets()) == 30
