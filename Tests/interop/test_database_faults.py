"""A database server that stops, dies, is cut off or full while customers write: nothing taken is lost or doubled, the desk says what
is wrong, and goes on by itself when it is mended."""

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from contextlib import contextmanager, suppress

import pytest

from desk import Desk, as_sent
from load import OURS, Load, ask, letter, token
from proxy import Proxy
from relay import Relay
from test_relay import until

CONFIG = "settings:\n  mail.addresses: support@desk.example\n  outbox.hold: 0\n"

# What the desk may answer while its database is away. A program of 409 asked again while its first question was still at work.
CALM = {"program: 503 application/problem+json", "program: 409 application/problem+json", "mailer: 451", "mailer: 452"}
# What customers see while the desk itself is away.
AWAY = {"program: URLError", "program: ConnectionResetError", "program: RemoteDisconnected", "program: IncompleteRead",
        "mailer: ConnectionRefusedError", "mailer: ConnectionResetError", "mailer: SMTPServerDisconnected", "mailer: BrokenPipeError", "mailer: 421"}


class Scene:
    """A desk at work on a server's database, reached by a proxy."""

    def __init__(self, folder, server, database, way, relay):
        self.server, self.database, self.way, self.relay = server, database, way, relay
        url = server.url(database, port=way.port)
        self.desk = Desk(folder, config=CONFIG, relay=relay.url, environment={"AMPARO_DATABASE": url})
        self.desk.start()
        self.key = token(self.desk)

    def load(self, **more):
        return Load(self.desk, self.key, **more)

    def healthy(self):
        try:
            return ask(f"{self.desk.web}/healthz")[0] == 200
        except OSError:
            return False

    def told(self):
        return (self.desk.folder / "serve.log").read_text()

    def says_what_is_wrong(self, limit=40):
        """The answers of a desk without its database: calm, and without a word about our insides."""
        until(lambda: not self.healthy(), limit)
        status, kind, text = ask(f"{self.desk.web}/api/v1/tickets", self.key)
        assert (status, kind) == (503, "application/problem+json"), (status, text)
        page = ask(f"{self.desk.web}/help", Accept="text/html")
        assert page[0] == 503 and page[1].startswith("text/html"), page
        for said in (text, page[2]):
            assert not re.search(rf"127\.0\.0\.1:{self.way.port}|{self.server.password()}|SELECT|libpq|SQLSTATE|StorageError", said), said
        until(lambda: f"127.0.0.1:{self.way.port}" in self.told(), limit)

    def recovers(self, limit=40):
        """By itself: it is the same process."""
        until(self.healthy, limit)
        assert self.desk.process.poll() is None

    def check(self, load, *, allowed=CALM):
        load.check()
        assert set(load.refusals) <= allowed, load.refusals
        self.check_receipts(load)
        assert self.server.password() not in self.told()
        assert not re.search(r"Fatal error|Stack dump|\.swift:\d+: ", self.told())

    def check_receipts(self, load):
        """Each customer got one, or the desk knows that it cannot know."""
        def settled():
            receipts = self.receipts()
            return len(receipts) >= len(load.mails) and all(one["delivery"] not in ("due", "held", "sending") for one in receipts)

        until(settled, 240)
        reached = Counter(recipient for _, recipients, _ in self.relay.mails for recipient in recipients)
        assert set(reached.values()) <= {1}, [one for one in reached.items() if one[1] > 1]
        doubted = sum(one["delivery"] != "sent" for one in self.receipts())
        asked = len(load.mails)
        assert asked - doubted <= len(reached) <= asked, (asked, doubted, len(reached))

    def receipts(self):
        """Of those who wrote by mail, from what the server has: asking for each ticket takes long."""
        rows = self.server.ask("SELECT state, COUNT(*) FROM outbox GROUP BY state", self.database)
        return [{"delivery": state} for state, count in rows for _ in range(int(count))]


@pytest.fixture
def scene(server, database, tmp_path):
    with Proxy(server.port) as way, Relay() as relay:
        scene = Scene(tmp_path / "desk", server, database, way, relay)
        yield scene
        scene.desk.stop()


def test_a_server_that_is_stopped_and_started(scene):
    with scene.load() as load:
        load.go_on()
        scene.server.stop()
        scene.says_what_is_wrong()
        assert scene.desk.receive(b"Subject: hello\n\nhello\n") == 75
        taken = load.taken
        time.sleep(3)
        assert load.taken == taken
        scene.server.start()
        scene.recovers()
        load.go_on()
        # Soon back, nobody hears of it.
        known = Counter(load.refusals)
        scene.server.restart()
        load.go_on()
        assert not {one for one in load.refusals - known if one.startswith("program: 503")}
    scene.check(load)


def test_a_server_that_is_killed(scene):
    with scene.load() as load:
        for _ in range(3):
            load.go_on()
            scene.server.kill()
            scene.server.start()
            scene.recovers()
        load.go_on()
    scene.check(load)


def test_a_network_that_refuses(scene):
    with scene.load() as load:
        load.go_on()
        scene.way.refuse()
        scene.says_what_is_wrong()
        scene.way.heal()
        scene.recovers()
        load.go_on()
    scene.check(load)


def test_connections_that_are_cut_again_and_again(scene):
    """Also between a commit and the word of it."""
    with scene.load() as load:
        for round in range(12):
            load.go_on(5)
            scene.way.cut(after_swallowing=0.2 * (round % 2))
        scene.recovers()
        load.go_on()
    scene.check(load)


def test_a_network_that_is_silent_for_a_moment(scene):
    """Nobody hears of it: what was asked takes longer."""
    with scene.load() as load:
        load.go_on()
        scene.way.silence()
        time.sleep(3)
        scene.way.heal()
        load.go_on()
    scene.check(load, allowed=set())


def test_a_network_that_falls_silent_and_forgets_what_was_open(scene):
    with scene.load() as load:
        load.go_on()
        scene.way.silence()
        scene.says_what_is_wrong(60)
        scene.way.heal(forgetting=True)
        scene.recovers(60)
        load.go_on(limit=90)
    # What another process takes in is heard of, too.
    mail = letter("pipe.1")
    assert scene.desk.receive(as_sent(mail), to=OURS) == 0
    load.mails.append(mail)
    scene.check(load)


def test_a_slow_network(scene):
    with scene.load() as load:
        load.go_on()
        scene.way.delay = 0.02
        load.go_on()
        scene.way.heal()
        load.go_on()
    scene.check(load, allowed=set())


def test_a_desk_that_is_killed_and_one_that_loses_power_together_with_its_server(scene):
    with scene.load() as load:
        for with_server in (False, True, False, True):
            load.go_on()
            if with_server:
                scene.server.kill()
            scene.desk.kill()
            if with_server:
                scene.server.start()
            scene.desk.start()
        load.go_on()
    scene.check(load, allowed=CALM | AWAY)


def test_a_desk_that_ends_while_its_server_is_away(scene):
    """An operator need not wait for it."""
    scene.way.silence()
    scene.desk.process.terminate()
    assert scene.desk.process.wait(120) == 0


@contextmanager
def small_disk(place):
    """Mounted over a folder, with the rights and the files that it has."""
    rights, held = place.stat(), {file.name: file.read_bytes() for file in place.iterdir()}
    options = f"size=120m,mode=700,uid={rights.st_uid},gid={rights.st_gid}"
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no disk to fill")
    for name, data in held.items():
        (place / name).write_bytes(data)
        os.chown(place / name, rights.st_uid, rights.st_gid)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.fixture
def small(server):
    """The name of a database on a disk of its own, and the disk's folder."""
    name = "amparo_small"
    if server.scheme == "mariadb":
        server.create(name)
        place = server.folder / "data" / name
        with small_disk(place):
            yield name, place
            if not server.running:
                server.start()
            # All but the folder, which the disk holds.
            with suppress(RuntimeError):
                server.drop(name)
        server.drop(name)
    else:
        place = server.folder / "small"
        place.mkdir()
        os.chown(place, server.folder.stat().st_uid, server.folder.stat().st_gid)
        with small_disk(place):
            server.ask(f"CREATE TABLESPACE small LOCATION '{place}'")
            server.ask(f"CREATE DATABASE {name} OWNER {server.user} TABLESPACE small")
            yield name, place
            server.drop(name)
            server.ask("DROP TABLESPACE small")


@pytest.mark.skipif(not os.environ.get("AMPARO_SOAK"), reason="takes some minutes: `make soak`")
def test_a_disk_that_is_full(server, small, tmp_path):
    name, place = small
    with Proxy(server.port) as way, Relay() as relay:
        scene = Scene(tmp_path / "desk", server, name, way, relay)
        with scene.load() as load:
            load.go_on()
            ballast = place / "ballast"
            with open(ballast, "wb") as file:
                os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(place).free - (256 << 10))
            until(lambda: (load.refusals["mailer: 452"] or not server.running) and load.refusals["program: 503 application/problem+json"], 60)
            # What needs no room is done. (MariaDB may end itself instead, until somebody starts it again.)
            assert ask(f"{scene.desk.web}/api/v1/tickets", scene.key)[0] == 200 or not server.running
            ballast.unlink()
            if not server.running:
                server.start()
            scene.recovers()
            load.go_on()
        scene.check(load)
        scene.desk.stop()
