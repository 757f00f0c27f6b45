"""A desk of its own for one test: the real program, on loopback ports that the system gives."""

import hashlib
import html
import http.cookiejar
import json
import os
import re
import signal
import smtplib
import subprocess
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("AMPARO_BINARY") or str(ROOT / ".build" / "debug" / "amparo")
CORPORA = Path(os.environ.get("AMPARO_CORPORA") or ROOT / "../shared/corpora").resolve()

# The demo shop's.
SUPPORT = "support@ribera.example"

# Whatever the caller's shell sets must not reach the desk under test.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("AMPARO_")} | {"LC_ALL": "C"}


class Desk:
    """`amparo serve` on a folder. Used as a context it is stopped at the end."""

    def __init__(self, folder, *, config="", relay=None, environment=None, options=(), command="serve"):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.data.mkdir(exist_ok=True)
        if config:
            (self.data / "amparo.yaml").write_text(config)
        self.relay = relay
        self.environment = ENVIRONMENT | (environment or {})
        self.options = list(options)
        self.name = command
        self.links = {}
        self.process = None
        self.web = None
        self.mail = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.errors = open(self.folder / "serve.log", "ab")
        words = [BINARY, self.name, "--data", str(self.data), "--http", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0", *self.options]
        if self.relay:
            words += ["--relay", self.relay]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=self.errors, env=self.environment, text=True)
        for line in self.process.stdout:
            key, _, value = line.strip().partition(" ")
            self.links[key] = value
            if key == "web":
                self.web = value
            if key == "mail":
                host, _, port = value.rpartition(":")
                self.mail = (host, int(port))
            if key == ("customer" if self.name == "demo" else "mail"):
                break
        assert self.mail, (self.folder / "serve.log").read_text()[-2000:]
        return self

    def stop(self):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self._forget()

    def kill(self):
        """As a power cut would end it."""
        self.process.kill()
        self.process.wait()
        self._forget()

    def _forget(self):
        if self.process:
            self.process.stdout.close()
            self.errors.close()
            self.process = None

    def command(self, *words, input=None, timeout=120, **more):
        words = [BINARY, *words, "--data", str(self.data)]
        return subprocess.run(words, input=input, capture_output=True, timeout=timeout, env=self.environment, **more)

    def lines(self, *words):
        done = self.command(*words, timeout=600)
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def log(self):
        return self.lines("mail", "log", "--json")

    def tickets(self):
        return self.lines("ticket", "list", "--json")

    def ticket(self, number):
        return self.lines("ticket", "show", number, "--json")[0]

    def receive(self, mail, to=None):
        """The pipe; its exit code."""
        return self.command("mail", "receive", *(["--to", to] if to else []), input=mail).returncode

    def send(self, mail, sender="customer@example.org", to="support@example.com"):
        with smtplib.SMTP(*self.mail, timeout=60) as door:
            door.sendmail(sender, [to], mail)

    def settle(self, limit=300):
        """Waits until no mail is left unread; the log."""
        end = time.monotonic() + limit
        while True:
            log = self.log()
            if all(line["outcome"] != "received" for line in log):
                return log
            assert time.monotonic() < end, [line for line in log if line["outcome"] == "received"][:5]
            time.sleep(0.2)

    def quiet(self, limit=60):
        """Waits until the tickets do not change any more; the tickets."""
        last = None
        end = time.monotonic() + limit
        while time.monotonic() < end:
            now = (self.settle(), self.tickets())
            if now == last:
                return now[1]
            last = now
            time.sleep(0.3)
        raise AssertionError("the desk does not come to rest")


class Person:
    """Someone of tier 1 at a demo desk, who works in its pages as a browser without scripts would."""

    def __init__(self, desk):
        self.desk = desk
        self.pages = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Stay())

    @classmethod
    def of_demo(cls, folder, **more):
        return cls(Desk(folder, command="demo", config="settings:\n  outbox.hold: 0\n", **more))

    def __enter__(self):
        self.desk.start()
        self.get(self.desk.links["tier-1"])
        return self

    def __exit__(self, *_):
        self.desk.stop()

    @property
    def process(self):
        return self.desk.process

    def get(self, address):
        """A page, after what it leads on to."""
        for _ in range(5):
            with self.pages.open(address if "://" in address else self.desk.web + address, timeout=30) as answer:
                if answer.status not in (301, 302, 303):
                    self.shown = urllib.parse.urlsplit(answer.url).path
                    return answer.read().decode()
                address = urllib.parse.urljoin(answer.url, answer.headers["Location"])
        raise AssertionError("it leads in circles")

    def post(self, path, page, form):
        """The status of a form sent from a page; `leads` is where it leads."""
        form = hidden(page, path) | form
        with self.pages.open(self.desk.web + path, urllib.parse.urlencode(form).encode(), timeout=30) as answer:
            self.leads = answer.headers["Location"]
            return answer.status

    def desk_ticket(self, text):
        """Zoë's mail; the number of its ticket."""
        mail = f"From: Zoe <zoe@example.org>\nTo: {SUPPORT}\nSubject: Shoes\nMessage-ID: <zoe.1@example.org>\n\n{text}\n".encode()
        self.desk.send(mail, sender="zoe@example.org", to=SUPPORT)
        [line] = [line for line in self.desk.settle() if line["messageId"] == "zoe.1@example.org"]
        return line["ticket"]

    def answer(self, number, text):
        page = self.get(f"/tickets/{number}")
        return self.post(f"/tickets/{number}/replies", page, {"text": text, "to": "zoe@example.org"})

    def said(self, number):
        return [one for one in self.desk.ticket(number)["messages"] if one["direction"] == "out"]

    def delivery(self, number):
        return self.said(number)[-1]["delivery"]

    def twice(self, number):
        """Whether the page says that the last answer may have arrived twice."""
        page = html.unescape(self.get(f"/tickets/{number}"))
        files = (ROOT / "Sources/Languages/Texts").glob("*/ticketpage.json")
        return any(json.loads(file.read_text())["ticketpage.delivery.twice"] in page for file in files)


class Stay(urllib.request.HTTPRedirectHandler):
    """Where a form leads is looked at, not followed."""

    def redirect_request(self, *_):
        return None

    def http_error_303(self, _request, answer, *_):
        answer.status = 303
        return answer

    http_error_301 = http_error_302 = http_error_303


def hidden(page, action):
    """What a form sends that nobody typed."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, f"no form for {action}"
    fields = re.findall(r"<input[^>]*>", form.group())
    pairs = {}
    for field in fields:
        if 'type="hidden"' in field:
            name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
            pairs[name.group(1)] = html.unescape(value.group(1)) if value else ""
    return pairs


def as_sent(mail):
    """The bytes as SMTP carries them: CRLF line ends, the last line ended."""
    mail = re.sub(rb"\r\n|\r|\n", b"\r\n", mail)
    return mail if mail.endswith(b"\r\n") else mail + b"\r\n"


def sha256(mail):
    return hashlib.sha256(mail).hexdigest()


class Door:
    """One SMTP connection that sends bytes as they are; opened again when the server hung up."""

    def __init__(self, address):
        self.address = address
        self.connection = None

    def send(self, mail, sender="customer@example.org", to="support@example.com"):
        """The code that answers the mail."""
        if self.connection is None:
            self.connection = smtplib.SMTP(*self.address, timeout=60)
            self.connection.ehlo("test.example.org")
        door = self.connection
        for step in (lambda: door.mail(sender, ["BODY=8BITMIME"]), lambda: door.rcpt(to)):
            code, _ = step()
            if code >= 400:
                door.rset()
                return code
        return door.data(as_sent(mail))[0]

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None


def send_all(address, mails, connections=6):
    """Sends `(name, bytes)` over several connections; what was answered, by name."""
    answers = {}
    parts = [mails[first::connections] for first in range(connections)]

    def work(part):
        door = Door(address)
        for name, mail in part:
            answers[name] = door.send(mail)
        door.close()

    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(work, parts))
    return answers


def cases(folder):
    path = CORPORA / folder / "cases.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def mails(folder):
    """Every file of a corpus, as `(name, bytes)`."""
    return [(case["file"], (CORPORA / folder / case["file"]).read_bytes()) for case in cases(folder) if case.get("file")]
