"""The way between a desk and its database, as it is when networks fail."""

from __future__ import annotations

import contextlib
import ctypes
import socket
import struct
import threading
import time

# Closing says "reset" instead of "the end".
AT_ONCE = struct.pack("ii", 1, 0)
C = ctypes.CDLL(None)


class Proxy:
    """Forwards from a port of its own to `target`, until it is told to behave otherwise."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._links: set[Link] = set()
        self._lock = threading.Lock()
        self._silent = False
        self.delay = 0.0
        self._door: socket.socket | None = None
        self.port = 0
        self._open()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.refuse()

    @property
    def links(self) -> int:
        """Connections that are forwarded now."""
        with self._lock:
            return len(self._links)

    # What goes wrong

    def cut(self, *, after_swallowing: float = 0) -> None:
        """Resets what is open. Before it, for so many seconds, questions arrive and the answers do not."""
        links = self._all()
        if after_swallowing:
            for link in links:
                link.swallows = True
            time.sleep(after_swallowing)
        for link in links:
            link.reset()

    def refuse(self) -> None:
        """Nobody listens any more, and what was open is reset."""
        door, self._door = self._door, None
        if door:
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            door.close()
        self.cut()

    def silence(self) -> None:
        """Nothing arrives any more, in neither direction, and nobody is told."""
        self._silent = True
        for link in self._all():
            link.flows.clear()

    def heal(self, *, forgetting: bool = False) -> None:
        """All is well. `forgetting`: of connections from before nothing arrives ever, as behind a firewall that was started anew."""
        self._silent = False
        self.delay = 0.0
        for link in self._all():
            if forgetting:
                link.is_dead = True
            link.flows.set()
        if not self._door:
            self._open()

    # How

    def _open(self) -> None:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", self.port))
        door.listen(128)
        self.port, self._door = door.getsockname()[1], door
        threading.Thread(target=self._accept, args=(door,), daemon=True).start()

    def _all(self) -> list[Link]:
        with self._lock:
            return list(self._links)

    def _accept(self, door: socket.socket) -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            hang_up(near)
            return
        far.settimeout(None)
        link = Link(self, near, far)
        with self._lock:
            self._links.add(link)
        if self._silent:
            link.flows.clear()
        link.run()
        with self._lock:
            self._links.discard(link)


class Link:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy, near: socket.socket, far: socket.socket) -> None:
        self.proxy = proxy
        self.near, self.far = near, far
        self.flows = threading.Event()
        self.flows.set()
        self.is_dead = False
        self.swallows = False
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def run(self) -> None:
        back = threading.Thread(target=self._pump, args=(self.far, self.near), daemon=True)
        back.start()
        self._pump(self.near, self.far)
        back.join()
        for end in (self.near, self.far):
            end.close()

    def reset(self) -> None:
        self.is_dead = True
        self.flows.set()
        for end in (self.near, self.far):
            hang_up(end)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(1 << 16):
                if self.proxy.delay:
                    time.sleep(self.proxy.delay)
                self.flows.wait()
                if not self.is_dead and not (self.swallows and source is self.far):
                    sink.sendall(data)
        except OSError:
            pass
        # A dead way does not tell the other end.
        self.flows.wait()
        if not (self.is_dead and sink is self.near):
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_WR)


def hang_up(end: socket.socket) -> None:
    """Resets at once, also where a thread waits for its bytes: what `close` would leave until nobody waits."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        # "Connected to nobody": the address of no family (connect(2)).
        C.connect(end.fileno(), bytes(16), 16)
        end.shutdown(socket.SHUT_RDWR)
