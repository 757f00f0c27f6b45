"""A demo desk of its own for each module, and pages in real Chromium."""

import os
import pathlib
import smtplib
import socket
import subprocess
import tempfile
from email.message import EmailMessage

import pytest
from playwright.sync_api import sync_playwright

BINARY = os.environ.get("AMPARO_BINARY", str(pathlib.Path(__file__).parents[2] / ".build/debug/amparo"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Desk:
    """A running demo: `links` by name, `mail` as (host, port)."""

    def __init__(self, process, links):
        self.process = process
        self.links = links
        host, port = links["mail"].rsplit(":", 1)
        self.mail = (host, int(port))

    def send(self, sender, subject, text, **headers):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "support@example.com", subject
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(text)
        with smtplib.SMTP(*self.mail) as server:
            server.send_message(message)


@pytest.fixture(scope="module")
def desk():
    if not os.path.exists(BINARY):
        pytest.skip(f"no binary at {BINARY}")
    with tempfile.TemporaryDirectory() as folder:
        command = [BINARY, "demo", "--data", folder, "--http", f"127.0.0.1:{free_port()}", "--smtp-listen", f"127.0.0.1:{free_port()}"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        links = {}
        while "customer" not in links:
            line = process.stdout.readline()
            assert line, "the demo ended before it was ready"
            name, _, value = line.strip().partition(" ")
            links[name] = value
        yield Desk(process, links)
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()
