"""Mail that leaves: a relay that works, is away, says no or nothing, and what the desk tells of it."""

import email
import email.policy
import re
import signal
import time

import pytest

from desk import Desk, Person
from relay import Relay, closed_port


def until(what, limit=30):
    """The first true answer of `what`."""
    end = time.monotonic() + limit
    while not (answer := what()):
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)
    return answer


def question(name="ana", subject="Shoes", text="When do they come?", **headers):
    fields = {"From": f"{name} <{name}@example.org>", "To": "support@desk.example", "Subject": subject,
              "Message-ID": f"<{name}.{subject.replace(' ', '-')}@example.org>", "Date": "Sun, 22 Nov 2026 09:00:00 +0000"} | headers
    return ("".join(f"{key}: {value}\n" for key, value in fields.items()) + f"\n{text}\n").encode()


def ask(desk, *words, **headers):
    """A customer's mail; the number of its ticket."""
    known = {line["rawSha256"] for line in desk.log()}
    desk.send(question(*words, **headers), sender="ana@example.org", to="support@desk.example")
    [line] = [line for line in desk.settle() if line["rawSha256"] not in known]
    return line["ticket"]


def delivery(desk, number):
    """How it stands with the last message that leaves."""
    sent = [one for one in desk.ticket(number)["messages"] if one["direction"] == "out"]
    return sent[-1]["delivery"] if sent else None


def read(mail):
    return email.message_from_bytes(mail, policy=email.policy.default)


CONFIG = "settings:\n  mail.addresses: support@desk.example\n"
# Each SIGUSR1 moves the desk's clock.
AHEAD = {"AMPARO_CLOCK": "+10m"}


def test_a_receipt_leaves_and_an_answer_to_it_finds_its_ticket(tmp_path):
    with Relay() as relay, Desk(tmp_path, config=CONFIG, relay=relay.url) as desk:
        number = ask(desk)
        until(lambda: delivery(desk, number) == "sent")
        [(sender, recipients, mail)] = relay.mails
        receipt = read(mail)
        assert (sender, recipients) == ("", ["ana@example.org"])
        assert number in receipt["Subject"] and receipt["Auto-Submitted"] == "auto-replied"
        assert receipt["In-Reply-To"] == "<ana.Shoes@example.org>"
        # The subject is another, and a stranger to the desk's words.
        desk.send(question(subject="something else", **{"In-Reply-To": receipt["Message-ID"]}), to="support@desk.example")
        desk.settle()
        assert [ticket["number"] for ticket in desk.tickets()] == [number]
        # The address alone leads there, too.
        back = receipt["Reply-To"].addresses[0].addr_spec
        desk.send(question("bea", subject="from my phone"), sender="bea@example.org", to=back)
        desk.settle()
        messages = desk.ticket(number)["messages"]
        assert [one["subject"] for one in messages if one["direction"] == "in"] == ["Shoes", "something else", "from my phone"]


def test_a_stranger_who_writes_the_number_does_not_get_in(tmp_path):
    with Desk(tmp_path, config=CONFIG) as desk:
        number = ask(desk)
        other = ask(desk, "eve", f"Re: Shoes [{number}]")
        assert other != number
        [said] = [one for one in desk.ticket(other)["messages"] if one["direction"] == "in"]
        assert any(number in why and "number alone gives no access" in why for why in said["why"])
        assert len([one for one in desk.ticket(number)["messages"] if one["direction"] == "in"]) == 1


def test_a_relay_that_is_away_gets_the_mail_when_it_is_back(tmp_path):
    with closed_port() as port, Desk(tmp_path, config=CONFIG, relay=f"smtp://127.0.0.1:{port.getsockname()[1]}", environment=AHEAD) as desk:
        number = ask(desk)
        until(lambda: tries(desk, number) >= 1)
        assert delivery(desk, number) == "due"
        (_, place) = port.getsockname()
        port.close()
        with Relay(place) as relay:
            desk.process.send_signal(signal.SIGUSR1)
            until(lambda: delivery(desk, number) == "sent")
            assert len(relay.mails) == 1


def tries(desk, number):
    """How often something happened to what leaves."""
    return len([event for event in desk.ticket(number)["events"] if event["kind"] == "ticket.delivery"])


@pytest.mark.parametrize("verb", ["CONNECT", "MAIL", "RCPT", "DATA", "."])
def test_what_is_put_off_is_sent_once_later(verb, tmp_path):
    with Relay(**{verb: "451 4.3.0 later"}) as relay, Desk(tmp_path, config=CONFIG, relay=relay.url, environment=AHEAD) as desk:
        number = ask(desk)
        until(lambda: tries(desk, number) >= 1)
        assert delivery(desk, number) == "due"
        relay.answers = {}
        desk.process.send_signal(signal.SIGUSR1)
        until(lambda: delivery(desk, number) == "sent")
        time.sleep(0.5)
        assert len(relay.mails) == 1


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
def test_what_is_refused_is_given_up_and_said(verb, tmp_path):
    with Relay(**{verb: "550 5.7.1 not from you"}) as relay, Desk(tmp_path, config=CONFIG, relay=relay.url, environment=AHEAD) as desk:
        number = ask(desk)
        until(lambda: delivery(desk, number) == "failed")
        desk.process.send_signal(signal.SIGUSR1)
        time.sleep(1)
        assert delivery(desk, number) == "failed" and not relay.mails


def test_a_machines_mail_of_which_nobody_knows_whether_it_arrived_is_not_sent_again(tmp_path):
    with Relay(**{".": Relay.DROP}) as relay, Desk(tmp_path, config=CONFIG, relay=relay.url, environment=AHEAD) as desk:
        number = ask(desk)
        until(lambda: delivery(desk, number) == "inDoubt")
        relay.answers = {}
        desk.process.send_signal(signal.SIGUSR1)
        time.sleep(1)
        assert delivery(desk, number) == "inDoubt" and not relay.mails


def test_a_desk_killed_while_it_sends_leaves_machines_mail_in_doubt(tmp_path):
    with Relay(**{".": Relay.HANG}) as relay:
        desk = Desk(tmp_path, config=CONFIG, relay=relay.url, environment=AHEAD).start()
        number = ask(desk)
        until(lambda: delivery(desk, number) == "sending")
        desk.kill()
        relay.answers = {}
        # Whoever sends holds a mail a quarter of an hour.
        desk.environment["AMPARO_CLOCK"] = "+40m"
        with desk:
            until(lambda: delivery(desk, number) == "inDoubt")
            assert not relay.mails


def test_a_relay_that_hangs_does_not_hold_up_the_desk(tmp_path):
    with Relay(CONNECT=Relay.HANG) as relay, Desk(tmp_path, config=CONFIG, relay=relay.url) as desk:
        number = ask(desk)
        until(lambda: relay.connections)
        assert ask(desk, "bea", "Other shoes") != number
        started = time.monotonic()
        desk.process.send_signal(signal.SIGTERM)
        assert desk.process.wait(20) == 0
        assert time.monotonic() - started < 15
        desk._forget()


def test_a_bounce_marks_the_mail_and_stops_the_address(tmp_path):
    with Relay() as relay, Desk(tmp_path, config=CONFIG, relay=relay.url) as desk:
        number = ask(desk)
        until(lambda: delivery(desk, number) == "sent")
        sent = read(relay.mails[0][2])
        report = (
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: support@desk.example\nSubject: Undelivered Mail Returned to Sender\n"
            "Message-ID: <dsn.1@mx.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
            "--x\nContent-Type: text/plain\n\nNo such user.\n\n--x\nContent-Type: message/delivery-status\n\n"
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n--x\nContent-Type: message/rfc822\n\n"
        ).encode() + relay.mails[0][2].replace(b"\r\n", b"\n") + b"\n--x--\n"
        desk.send(report, sender="", to="support@desk.example")
        log = desk.settle()
        assert (log[-1]["outcome"], log[-1]["ticket"]) == ("bounce", number)
        assert delivery(desk, number) == "failed", sent["Message-ID"]
        # Nothing is sent there any more, not even a receipt.
        ask(desk, "ana", "Again")
        time.sleep(1)
        assert len(relay.mails) == 1


def test_an_agents_answer_leaves_and_is_not_sent_twice(tmp_path):
    with Relay() as relay, Person.of_demo(tmp_path, relay=relay.url) as agent:
        number = agent.desk_ticket("Where are my shoes?")
        assert agent.answer(number, "They leave today.") == 303
        mail = until(lambda: [mail for mail in relay.mails if b"They leave today." in mail[2]])
        time.sleep(0.5)
        assert len(mail) == 1
        (sender, recipients, raw), sent = mail[0], read(mail[0][2])
        assert recipients == ["zoe@example.org"] and sender and "Auto-Submitted" not in sent
        assert sent["In-Reply-To"] and re.search(rf"\[{number}\]", sent["Subject"])


def test_a_persons_answer_that_may_have_arrived_goes_out_again_with_the_same_bytes(tmp_path):
    with Relay() as relay, Person.of_demo(tmp_path, relay=relay.url, environment=AHEAD) as agent:
        number = agent.desk_ticket("Where are my shoes?")
        until(lambda: len(relay.mails) >= 1)
        taken = len(relay.mails)
        relay.answers = {".": Relay.DROP}
        assert agent.answer(number, "They leave today.") == 303
        until(lambda: agent.delivery(number) == "due" and agent.twice(number))
        relay.answers = {}
        agent.process.send_signal(signal.SIGUSR1)
        until(lambda: agent.delivery(number) == "sent")
        assert len(relay.mails) == taken + 1


def loop(tmp_path, change):
    """Two desks, each a customer of the other, whose mail goes straight to the other; how many mails went."""
    went = []
    with Relay() as relay:
        with Desk(tmp_path / "a", config="settings:\n  mail.addresses: support@a.example\n", relay=relay.url) as a, \
             Desk(tmp_path / "b", config="settings:\n  mail.addresses: help@b.example\n", relay=relay.url) as b:
            def deliver(sender, recipients, mail):
                went.append(mail)
                for recipient in recipients:
                    (a if "a.example" in recipient else b).send(change(mail), sender=sender or "nobody@x.example", to=recipient)

            relay.deliver = deliver
            a.send(question(**{"From": "Help <help@b.example>", "To": "support@a.example"}), sender="help@b.example", to="support@a.example")
            quiet, since = 0, time.monotonic()
            while time.monotonic() - since < 5:
                if len(went) != quiet:
                    quiet, since = len(went), time.monotonic()
                assert len(went) < 20
                time.sleep(0.2)
            a.settle(), b.settle()
    return len(went)


def test_two_desks_that_answer_each_other_fall_silent(tmp_path):
    assert loop(tmp_path, lambda mail: mail) <= 2


def test_two_desks_fall_silent_even_when_a_gateway_strips_what_says_that_they_are_machines(tmp_path):
    def strip(mail):
        head, _, body = mail.partition(b"\r\n\r\n")
        fields = re.split(rb"\r\n(?![ \t])", head)
        names = (b"auto-submitted", b"x-auto-response-suppress", b"x-amparo-loop", b"message-id", b"in-reply-to", b"references", b"reply-to")
        kept = [field for field in fields if field.partition(b":")[0].lower() not in names]
        return b"\r\n".join(kept) + b"\r\n\r\n" + body

    assert loop(tmp_path, strip) <= 6
