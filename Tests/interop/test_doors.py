"""Mail programs as people use them at the desk's doors: swaks by SMTP and LMTP, with and without TLS, and what is refused."""

import os
import shutil
import socket
import subprocess

import pytest

from desk import Desk

pytestmark = pytest.mark.skipif(not shutil.which("swaks"), reason="swaks missing")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    # LMTP has no line of its own in what `serve` prints.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        lmtp = probe.getsockname()[1]
    config = "settings:\n  mail.addresses: support@desk.example\n"
    desk = Desk(tmp_path_factory.mktemp("doors"), config=config, options=["--lmtp-listen", f"127.0.0.1:{lmtp}"])
    desk.lmtp = lmtp
    with desk:
        yield desk


def swaks(desk, *words, to="support@desk.example", port=None, **more):
    """What was said, and swaks' exit code: 0 when the mail was taken."""
    server = ["--server", f"127.0.0.1:{port or desk.mail[1]}"]
    done = subprocess.run(["swaks", *server, "--from", "ana@example.org", "--to", to, *words], capture_output=True, timeout=60, **more)
    return done.stdout.decode("utf-8", "replace"), done.returncode


def outcome(desk, id):
    [line] = [line for line in desk.settle() if line["messageId"] == id]
    return line


@pytest.mark.parametrize("way", ["plain", "tls", "pipeline", "tls-pipeline", "helo", "lmtp", "lmtp-tls"])
def test_swaks_delivers(desk, way):
    words = ["--header", f"Message-Id: <{way}.1@example.org>", "--header", f"Subject: by {way}"]
    words += ["-tls"] if "tls" in way else []
    words += ["--pipeline"] if "pipeline" in way else []
    words += ["--protocol", "SMTP"] if way == "helo" else []
    words += ["--protocol", "LMTP"] if "lmtp" in way else []
    said, code = swaks(desk, *words, port=desk.lmtp if "lmtp" in way else None)
    assert code == 0, said
    line = outcome(desk, f"{way}.1@example.org")
    assert (line["channel"], line["outcome"]) == ("lmtp" if "lmtp" in way else "smtp", "ticket")
    assert desk.ticket(line["ticket"])["subject"] == f"by {way}"


def test_a_file_comes_along_byte_for_byte(desk, tmp_path):
    import hashlib

    file = tmp_path / "Zdjęcie z wakacji.bin"
    file.write_bytes(os.urandom(300_000))
    said, code = swaks(desk, "--header", "Message-Id: <file.1@example.org>", "--attach-name", "photo.bin", "--attach", f"@{file}")
    assert code == 0, said
    messages = desk.ticket(outcome(desk, "file.1@example.org")["ticket"])["messages"]
    [attachment] = messages[0]["attachments"]
    assert (attachment["name"], attachment["bytes"]) == ("photo.bin", 300_000)
    assert attachment["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_mail_that_is_too_large_is_refused_at_once(desk, tmp_path):
    file = tmp_path / "big"
    file.write_bytes(bytes(40 << 20))
    said, code = swaks(desk, "--attach", f"@{file}")
    assert code != 0 and "552 5.3.4" in said
    assert outcome(desk, "plain.1@example.org")


def test_an_address_that_is_not_ours_is_refused_and_postmaster_is_heard(desk):
    said, code = swaks(desk, to="someone@elsewhere.example")
    assert code != 0 and "550 5.1.1" in said
    said, code = swaks(desk, "--header", "Message-Id: <postmaster.1@example.org>", to="postmaster")
    assert code == 0, said


def test_addresses_in_all_letters(desk):
    """swaks cannot ask for SMTPUTF8."""
    import smtplib

    mail = "From: Ană <ană@exemplu.example>\r\nTo: support@desk.example\r\nSubject: Șosete\r\nMessage-ID: <utf8.1@example.org>\r\n\r\nBună\r\n"
    with smtplib.SMTP(*desk.mail) as door:
        door.ehlo("exemplu.example")
        assert door.has_extn("smtputf8")
        door.sendmail("ană@exemplu.example", ["support@desk.example"], mail.encode(), ["SMTPUTF8", "BODY=8BITMIME"])
    ticket = desk.ticket(outcome(desk, "utf8.1@example.org")["ticket"])
    assert (ticket["subject"], ticket["requester"]["address"]) == ("Șosete", "ană@exemplu.example")


def test_words_before_the_greeting_and_after_starttls_are_not_believed(desk):
    with socket.create_connection(desk.mail, timeout=20) as wire:
        assert wire.recv(1000).startswith(b"220")
        wire.sendall(b"EHLO x\r\n")
        wire.recv(2000)
        wire.sendall(b"STARTTLS\r\nMAIL FROM:<eve@example.org>\r\n")
        answer = wire.recv(2000)
        assert not answer.startswith(b"250") and b"sender noted" not in answer
