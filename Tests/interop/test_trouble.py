"""What goes wrong with disks, files and ports: a clear line, an exit code, and nothing lost."""

import os
import socket
import subprocess

import pytest

from desk import BINARY, ENVIRONMENT, Desk, Door, as_sent, sha256
from relay import Relay, closed_port
from test_never_lost import message
from test_relay import ask, delivery, tries, until


def complaint(done):
    """The one line that a command ends with."""
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("amparo: "), lines
    return lines[0]


def doctor(desk, *words):
    done = desk.command("doctor", *words)
    return done.returncode, done.stdout.decode()


@pytest.fixture
def small(tmp_path):
    """A disk of its own that is soon full."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no disk to fill")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


# Those above 64 kB are files, those below rows.
@pytest.mark.parametrize("size", [20_000, 60_000])
def test_a_full_disk_is_said_at_the_door_and_nothing_taken_is_lost(size, small):
    with Desk(small) as desk:
        door, taken = Door(desk.mail), []
        answers = set()
        for number in range(400):
            mail = message(number, os.urandom(size).hex())
            answers.add(code := door.send(mail))
            if code == 250:
                taken.append(sha256(as_sent(mail)))
            elif number > 10:
                break
        assert answers == {250, 452}
        assert desk.receive(message(1000, "x" * 200_000)) == 75
        code, said = doctor(desk)
        assert code == 1 and "wrong room" in said
        subprocess.run(["mount", "-o", "remount,size=200m", str(small)], check=True)
        assert desk.receive(message(1000)) == 0
        assert door.send(message(1001)) == 250
        door.close()
        log = {line["rawSha256"]: line for line in desk.settle()}
        assert set(taken) <= set(log)
        assert {line["outcome"] for line in log.values()} == {"ticket"}
        assert len(desk.tickets()) == len(log)
        assert doctor(desk)[0] == 0


@pytest.mark.parametrize("damage", ["no database", "damaged pages"])
def test_a_damaged_database_is_said_in_a_line(damage, tmp_path):
    desk = Desk(tmp_path)
    for number in range(20):
        assert desk.receive(message(number, "x" * 5000)) == 0
    file = desk.data / "amparo.sqlite"
    for rest in desk.data.glob("amparo.sqlite-*"):
        rest.unlink()
    if damage == "no database":
        file.write_bytes(b"these are no pages" * 1000)
        for words in (["serve", "--http", "127.0.0.1:0"], ["migrate"], ["setup"], ["ticket", "list"], ["mail", "log"]):
            done = desk.command(*words, timeout=30)
            assert done.returncode == 1 and "damaged" in complaint(done), words
        assert desk.receive(message(50)) == 75
    else:
        with open(file, "r+b") as pages:
            pages.seek(4096 * 8)
            pages.write(os.urandom(4096 * 12))
    code, said = doctor(desk)
    assert code == 1 and "wrong database" in said and "damaged" in said


def test_a_port_in_use_is_said_in_a_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = f"127.0.0.1:{other.getsockname()[1]}"
        for words in (["--http", place], ["--http", "127.0.0.1:0", "--smtp-listen", place]):
            done = Desk(tmp_path).command("serve", *words, timeout=30)
            assert done.returncode == 1 and place in complaint(done)


def test_a_folder_that_cannot_be_written_is_said_in_a_line(tmp_path):
    (tmp_path / "file").write_text("no folder")
    done = subprocess.run(
        [BINARY, "serve", "--data", str(tmp_path / "file" / "data")], capture_output=True, env=ENVIRONMENT, timeout=30)
    assert done.returncode == 1 and "file" in complaint(done)
    done = subprocess.run([BINARY, "doctor", "--data", str(tmp_path / "nowhere")], capture_output=True, env=ENVIRONMENT, timeout=30)
    assert done.returncode == 1 and b"wrong folder" in done.stdout
    assert not (tmp_path / "nowhere").exists()


def test_the_doctor_tells_of_a_relay_that_is_away_and_of_what_waits_for_it(tmp_path):
    with closed_port() as port:
        place = f"127.0.0.1:{port.getsockname()[1]}"
        with Desk(tmp_path, relay=f"smtp://{place}") as desk:
            number = ask(desk)
            until(lambda: tries(desk, number) >= 1)
            assert delivery(desk, number) == "due"
            code, said = doctor(desk, "--relay", f"smtp://{place}")
    assert code == 1 and f"{place} does not take our mail" in said and "wrong outbox" in said


def test_the_doctor_finds_nothing_wrong_with_a_desk_that_works(tmp_path):
    with Relay() as relay, Desk(tmp_path, relay=relay.url) as desk:
        number = ask(desk)
        until(lambda: delivery(desk, number) == "sent")
        assert doctor(desk, "--relay", relay.url)[0] == 0
