"""The mail server that a desk's mail leaves through, as a test wants it to behave."""

import socket
import socketserver
import threading


class Relay:
    """Takes mail on a port of its own and keeps it in `mails` as `(sender, recipients, bytes)`.

    `answers` says what is said to a verb (`MAIL`, `RCPT`, `DATA`, `.`) instead of yes: a line, a function of the command's line that
    gives one or `None`, or `HANG` and `DROP`.
    """

    HANG, DROP = object(), object()

    def __init__(self, port=0, **answers):
        self.answers = answers
        self.mails = []
        self.connections = 0
        self.verbs = []
        self.deliver = None
        relay = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    relay._talk(self)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self.stopped = threading.Event()
        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, verb, line, usual):
        answer = self.answers.get(verb)
        if callable(answer):
            answer = answer(line)
        if answer is self.HANG:
            self.stopped.wait(600)
            answer = self.DROP
        if answer is self.DROP:
            raise OSError("dropped")
        return answer or usual

    def _talk(self, handler):
        self.connections += 1

        def say(text):
            handler.wfile.write(text.encode() + b"\r\n")

        say(self._answer("CONNECT", "", "220 relay.example ESMTP"))
        sender, recipients = None, []
        while line := handler.rfile.readline().decode("utf-8", "replace").rstrip("\r\n"):
            verb = line.split(" ")[0].split(":")[0].upper()
            self.verbs.append(verb)
            if verb == "EHLO":
                say(self._answer("EHLO", line, "250-relay.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 20000000"))
            elif verb == "MAIL":
                sender, recipients = line.partition("<")[2].partition(">")[0], []
                say(self._answer("MAIL", line, "250 2.1.0 ok"))
            elif verb == "RCPT":
                answer = self._answer("RCPT", line, "250 2.1.5 ok")
                if answer.startswith("2"):
                    recipients.append(line.partition("<")[2].partition(">")[0])
                say(answer)
            elif verb == "DATA":
                answer = self._answer("DATA", line, "354 go on")
                say(answer)
                if not answer.startswith("3"):
                    continue
                mail = b""
                while (piece := handler.rfile.readline()) != b".\r\n":
                    if not piece:
                        raise OSError("it never ended")
                    mail += piece[1:] if piece.startswith(b".") else piece
                answer = self._answer(".", line, "250 2.0.0 taken")
                if answer.startswith("2"):
                    self.mails.append((sender, recipients, mail))
                    if self.deliver:
                        self.deliver(sender, recipients, mail)
                say(answer)
            elif verb == "QUIT":
                say("221 bye")
                return
            elif verb in ("RSET", "NOOP"):
                say("250 ok")
            else:
                say("502 5.5.1 no")


def closed_port():
    """A socket that holds a port at which nobody answers."""
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    return holder
