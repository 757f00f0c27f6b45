"""Every mail of the corpora through both doors, each corpus on a desk of its own: none is lost, none stops the desk."""

import collections
import os
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest

from desk import Desk, Door, as_sent, cases, mails, send_all, sha256

OUTCOMES = {"ticket", "reply", "bounce", "automatic", "ignored", "quarantined"}
FOLDERS = ["mime-parse", "mime-robustness", "charsets-mail", "smime-pgp", "bounce-and-autoreply", "threading", "spam-ham"]


def wrapped(name, data):
    """A file as the attachment it came as, winmail.dat."""
    mail = EmailMessage()
    mail["From"] = "Ana <ana@example.org>"
    mail["To"] = "support@example.com"
    mail["Subject"] = f"Outlook {name}"
    mail["Message-ID"] = f"<{sha256(data)[:20]}.{len(name)}@outlook.example.org>"
    mail.set_content("See the file.")
    mail.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return mail.as_bytes()


def written(mail):
    """When a mail says it was written, in seconds."""
    try:
        return parsedate_to_datetime(message_from_bytes(mail)["Date"]).timestamp()
    except (TypeError, ValueError):
        return 0


def corpus(folder):
    if folder == "tnef":
        return [(name, wrapped(name, data)) for name, data in mails(folder)]
    return mails(folder)


def sample(mails, most=60):
    """A process a mail takes its time: the same few of each folder, and all of them with AMPARO_SOAK."""
    if os.environ.get("AMPARO_SOAK") or len(mails) <= most:
        return mails
    return mails[:: -(-len(mails) // most)]


def settled(log, sent):
    """Every mail of `sent` stands in the log, under the hash of its bytes, and became something."""
    known = {line["rawSha256"]: line for line in log}
    assert {name for name, mail in sent if sha256(mail) not in known} == set()
    assert {line["outcome"] for line in log} <= OUTCOMES
    assert [line for line in log if not line["why"]] == []
    counts = collections.Counter(sha256(mail) for _, mail in sent)
    assert {hash: line["times"] for hash, line in known.items()} == counts
    for line in log:
        if line["outcome"] in ("ticket", "reply"):
            assert line["ticket"], line
    return collections.Counter(line["outcome"] for line in log)


@pytest.mark.parametrize("folder", FOLDERS + ["tnef"])
def test_every_mail_sent_to_the_listener_arrives(folder, tmp_path):
    sent = corpus(folder)
    if not sent:
        pytest.skip("corpus missing")
    with Desk(tmp_path) as desk:
        answers = send_all(desk.mail, sent)
        assert collections.Counter(answers.values()) == {250: len({name for name, _ in sent})}
        outcomes = settled(desk.settle(), [(name, as_sent(mail)) for name, mail in sent])
        print(folder, len(sent), dict(outcomes))
        assert outcomes["quarantined"] == 0


@pytest.mark.parametrize("folder", FOLDERS + ["tnef"])
def test_every_mail_given_to_the_pipe_arrives(folder, tmp_path):
    sent = sample(corpus(folder))
    if not sent:
        pytest.skip("corpus missing")
    desk = Desk(tmp_path)
    assert desk.receive(sent[0][1]) == 0
    with ThreadPoolExecutor(int(os.environ.get("AMPARO_TEST_PIPES", "3"))) as pool:
        codes = list(pool.map(lambda mail: desk.receive(mail[1]), sent[1:]))
    assert collections.Counter(codes) == {0: len(codes)}
    outcomes = settled(desk.settle(90), sent)
    print(folder, len(sent), dict(outcomes))
    assert outcomes["quarantined"] == 0


def test_conversations_stay_together(tmp_path):
    """700 mails of lists in the order they were sent: each on the ticket of its conversation, none on another's."""
    rows = [case for case in cases("threading") if case["expected"].get("thread")]
    if not rows:
        pytest.skip("corpus missing")
    files = dict(mails("threading"))
    rows.sort(key=lambda case: written(files[case["file"]]))
    with Desk(tmp_path) as desk:
        door = Door(desk.mail)
        for case in rows:
            assert door.send(files[case["file"]]) == 250
        door.close()
        log = {line["rawSha256"]: line for line in desk.settle()}
    placed = {case["id"]: log[sha256(as_sent(files[case["file"]]))]["ticket"] for case in rows}
    stated = {case["id"]: case["expected"]["thread"] for case in rows}
    right, foreign = score(placed, stated)
    print(f"{right} of {len(rows)} on the ticket that most of their conversation has, {foreign} on another's")
    assert right >= 0.99 * len(rows) and foreign == 0


def score(placed, threads):
    """How many mails stand on the ticket of most of their thread, and how many among mails of another thread."""
    tickets, parts = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for name, ticket in placed.items():
        tickets[ticket][threads[name]] += 1
        parts[threads[name]][ticket] += 1
    right = sum(ticket == parts[threads[name]].most_common(1)[0][0] for name, ticket in placed.items())
    foreign = sum(threads[name] != tickets[ticket].most_common(1)[0][0] for name, ticket in placed.items() if ticket)
    return right, foreign
