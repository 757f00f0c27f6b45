"""Where the desk's mail arrives: an SMTP server as small as one can be."""

import email
import email.policy
import socketserver
import threading


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 postbox.test")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.postbox.take(b"".join(line[1:] if line.startswith(b"..") else line for line in lines))
            elif word == b"EHLO":
                self.say("250-postbox.test")
                self.say("250-8BITMIME")
                self.say("250 SMTPUTF8")
                continue
            elif word == b"QUIT":
                return self.say("221 bye")
            self.say("250 fine")


def words(mail):
    """What a person reads in it."""
    return mail.get_body(("plain",)).get_content()


class Postbox:
    """Everything that left the desk, the newest last."""

    def __init__(self):
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation, bind_and_activate=True)
        self.server.daemon_threads = True
        self.server.postbox = self
        self.mails = []
        self.arrived = threading.Condition()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server.server_address[1]}"

    def take(self, data):
        with self.arrived:
            self.mails.append(email.message_from_bytes(data, policy=email.policy.default))
            self.arrived.notify_all()

    def to(self, address):
        return [mail for mail in self.mails if address in str(mail["To"])]

    def wait_for(self, address, count=1, seconds=30):
        """The newest mail to an address, once there are so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.to(address)) >= count, seconds), f"no mail to {address}"
            return self.to(address)[-1]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
