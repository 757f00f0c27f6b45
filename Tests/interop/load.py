"""Customers who do not give up: what they say is said again until the desk took it, whatever happens to it meanwhile."""

from __future__ import annotations

import itertools
import json
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator

from desk import Desk, Door, as_sent, sha256

OURS = "support@desk.example"


def token(desk: Desk) -> str:
    """A key of somebody who may do everything at a desk that serves."""
    for words in (["user", "invite", "bot@desk.example", "--role", "admin"], ["user", "token", "bot@desk.example"]):
        done = desk.command(*words)
        assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def ask(address: str, key: str | None = None, body: dict[str, object] | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, type and text of an answer."""
    fields = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {}) | headers
    request = urllib.request.Request(address, json.dumps(body).encode() if body else None, fields)
    try:
        answer = urllib.request.urlopen(request, timeout=45)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode()


def letter(name: str) -> bytes:
    """A mail of somebody who never wrote before."""
    head = f"From: {name} <{name}@example.org>\nTo: {OURS}\nSubject: {name}\nMessage-ID: <{name}@example.org>\n"
    return f"{head}Date: Sun, 22 Nov 2026 09:00:00 +0000\n\nThis is {name}.\n".encode()


class Load:
    """While it is open, programs open tickets and mail programs hand over mails, one after another."""

    def __init__(self, desk: Desk, key: str, *, programs: int = 3, mailers: int = 2) -> None:
        self.desk = desk
        self.key = key
        # What was taken: the ticket's number by the program's key; the mails.
        self.numbers: dict[str, str] = {}
        self.mails: list[bytes] = []
        # Each other answer, and how often.
        self.refusals: Counter[str] = Counter()
        self._names = itertools.count(1)
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(what,), daemon=True)
                         for what in [self._program] * programs + [self._mailer] * mailers]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._over.set()
        if kind is None:
            self.finish()

    @property
    def taken(self) -> int:
        return len(self.numbers) + len(self.mails)

    def go_on(self, more: int = 20, limit: float = 60) -> None:
        """Waits until so many more were taken."""
        goal, end = self.taken + more, time.monotonic() + limit
        while self.taken < goal:
            assert time.monotonic() < end, f"only {self.taken} of {goal} were taken: {self.refusals}"
            time.sleep(0.05)

    def finish(self, limit: float = 90) -> None:
        """Nothing new begins; what was begun is tried until it is taken."""
        self._over.set()
        end = time.monotonic() + limit
        for thread in self._threads:
            thread.join(max(0.1, end - time.monotonic()))
        assert not any(thread.is_alive() for thread in self._threads), f"not all was taken: {self.refusals}"

    def check(self) -> None:
        """Each is there exactly once."""
        log = self.desk.settle()
        kept = Counter(line["rawSha256"] for line in log)
        assert kept == {sha256(as_sent(mail)): 1 for mail in self.mails}
        assert {line["outcome"] for line in log} <= {"ticket"}
        tickets = self.desk.tickets()
        assert len({ticket["number"] for ticket in tickets}) == len(tickets)
        subjects = {ticket["subject"]: ticket["number"] for ticket in tickets}
        assert len(subjects) == len(tickets), [one for one, times in Counter(t["subject"] for t in tickets).items() if times > 1]
        assert {name: subjects.get(name) for name in self.numbers} == self.numbers
        assert len(tickets) == len(self.numbers) + len(self.mails)
        # Asked again, the same is answered.
        for name in list(self.numbers)[-20:]:
            assert self._open(name) == self.numbers[name]

    def _work(self, one: Callable[[], Iterator[None]]) -> None:
        door = one()
        while not self._over.is_set():
            next(door)
            time.sleep(0.01)

    def _again(self, what: Callable[[], bool]) -> None:
        while not what():
            time.sleep(0.2)

    def _program(self) -> Iterator[None]:
        while True:
            name = f"program {next(self._names)}"

            def attempt(name: str = name) -> bool:
                number = self._open(name)
                if number:
                    self.numbers[name] = number
                return number is not None

            self._again(attempt)
            yield

    def _open(self, name: str) -> str | None:
        address = name.replace(" ", ".") + "@example.org"
        body = {"requester": {"email": address, "name": name}, "subject": name, "text": f"This is {name}."}
        try:
            status, kind, text = ask(f"{self.desk.web}/api/v1/tickets", self.key, body, **{"Idempotency-Key": name})
        except OSError as error:
            self.refusals[f"program: {type(error).__name__}"] += 1
            return None
        if status == 201:
            return str(json.loads(text)["number"])
        self.refusals[f"program: {status} {kind}"] += 1
        return None

    def _mailer(self) -> Iterator[None]:
        door: Door | None = None
        while True:
            name = f"mail.{next(self._names)}"
            mail = letter(name)

            def attempt(name: str = name, mail: bytes = mail) -> bool:
                nonlocal door
                if door is None or door.address != self.desk.mail:
                    door = Door(self.desk.mail)
                try:
                    code = door.send(mail, sender=f"{name}@example.org", to=OURS)
                except Exception as error:
                    # Refused before the mail itself, or the connection ended.
                    said = getattr(error, "smtp_code", type(error).__name__)
                    self.refusals[f"mailer: {said}"] += 1
                    door.close()
                    return False
                if code != 250:
                    self.refusals[f"mailer: {code}"] += 1
                    door.close()
                    return False
                self.mails.append(mail)
                return True

            self._again(attempt)
            yield
