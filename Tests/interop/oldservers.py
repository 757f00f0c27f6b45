"""Servers that say no more than who they are: of versions too old to be had any more, and MySQL."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading


class OldServer:
    """Lets everyone in, tells its version, and takes what it is told without doing it."""

    def __init__(self, scheme: str) -> None:
        greet = {"postgres": postgres, "mariadb": mariadb, "mysql": mysql}[scheme]

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    greet(self.request)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"{'mariadb' if scheme == 'mysql' else scheme}://amparo:secret@127.0.0.1:{self.server.server_address[1]}/amparo"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> OldServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def exactly(wire: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        piece = wire.recv(count - len(found))
        if not piece:
            raise OSError("the end")
        found += piece
    return found


def postgres(wire: socket.socket) -> None:
    """PostgreSQL 12 (https://www.postgresql.org/docs/12/protocol-message-formats.html)."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("!i", len(body) + 4) + body

    # Asked for encryption it has none.
    while struct.unpack("!ii", exactly(wire, 8))[1] in (80877103, 80877104):
        wire.sendall(b"N")
    wire.recv(10_000)
    told = {"server_version": "12.22", "server_encoding": "UTF8", "client_encoding": "UTF8", "standard_conforming_strings": "on"}
    settings = b"".join(message(b"S", f"{name}\0{value}\0".encode()) for name, value in told.items())
    ready = message(b"Z", b"I")
    wire.sendall(message(b"R", struct.pack("!i", 0)) + settings + message(b"K", struct.pack("!ii", 1, 1)) + ready)
    while wire.recv(10_000):
        wire.sendall(message(b"C", b"SET\0") + ready)


def mariadb(wire: socket.socket) -> None:
    """MariaDB 10.5."""
    welcome(wire, b"5.5.5-10.5.28-MariaDB")


def mysql(wire: socket.socket) -> None:
    """MySQL 8.0, which speaks as MariaDB does."""
    welcome(wire, b"8.0.40")


def welcome(wire: socket.socket, version: bytes) -> None:
    """As https://mariadb.com/kb/en/connection/ has it."""

    def packet(number: int, body: bytes) -> bytes:
        return struct.pack("<I", len(body))[:3] + bytes([number]) + body

    # Protocol 4.1, a database named at once, ways to sign in; no encryption.
    abilities = struct.pack("<I", 0x0008_8209)
    wire.sendall(packet(0, b"\x0a" + version + b"\0" + struct.pack("<I", 7) + b"12345678\0" + abilities[:2] + b"\x2d\x02\0"
                        + abilities[2:] + b"\x15" + bytes(10) + b"123456789012\0mysql_native_password\0"))
    number = 2
    while wire.recv(10_000):
        wire.sendall(packet(number, b"\0\0\0\x02\0\0\0"))
        number = 1
