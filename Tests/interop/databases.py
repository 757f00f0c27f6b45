#!/usr/bin/env python3
"""Real PostgreSQL and MariaDB servers of a test's own, on a free port of 127.0.0.1 and on a socket, in a folder that is removed afterwards.

As a command it needs nothing but Python:

    databases.py run COMMAND …        both servers around a command, which finds them in AMPARO_TEST_POSTGRES and AMPARO_TEST_MARIADB
    databases.py start FOLDER         both servers, left running; prints the two `export` lines
    databases.py stop FOLDER          ends them; started again with the same folder they have what they had
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from urllib.parse import quote, urlencode

# The rights of the desk's user in MariaDB end at databases whose names begin so.
OURS = ("amparo", "test")

SHARED_MEMORY = Path("/dev/shm")


class DatabaseServer:
    """One server. Used as a context it is started, and stopped and removed at the end.

    `user` may make databases and owns those that `create` makes, and nothing else; `admin` may everything. A server that is not
    `durable` forgets its last commits when it is killed, and is several times faster; one that is, in a folder that is `in_memory`
    (as those that are not), survives all but a power cut. With `tls` the port (not the socket) asks for it;
    `authority` is the certificate to check the server by.
    """

    scheme: str
    # Whom Debian's package makes for it, or nobody.
    system_user: str
    engine: str
    _stop_signal: signal.Signals
    # What was in it is not needed any more; what it holds of the system is given back.
    _quick_signal: signal.Signals

    user = "amparo"
    admin = "admin"

    def __init__(
        self, folder: str | Path | None = None, *, durable: bool = False, in_memory: bool | None = None, tls: bool = False,
        settings: Sequence[str] = (),
    ) -> None:
        self.durable = durable
        self.tls = tls
        self.settings = list(settings)
        self.throwaway = folder is None
        self.folder = Path(folder).resolve() if folder else new_folder(self.scheme, not durable if in_memory is None else in_memory)
        self.process: subprocess.Popen[bytes] | None = None
        self._card: dict[str, str | int] = {}
        if self._card_file.exists():
            self._card = json.loads(self._card_file.read_text())

    # Life

    def __enter__(self) -> DatabaseServer:
        try:
            return self.start()
        except BaseException:
            self.remove()
            raise

    def __exit__(self, *_: object) -> None:
        self.remove()

    def start(self) -> DatabaseServer:
        """Returns when it answers. The first time its files are made."""
        if not self._card:
            self._make()
        for _ in range(5):
            self._launch()
            if self._answers_within(60):
                return self
            self.stop()
            # Someone was faster at the port, or children of a killed server have not gone yet.
            time.sleep(0.5)
        raise RuntimeError(f"{self.engine} does not start:\n{self.log()[-2000:]}")

    def stop(self) -> None:
        """As an operator does: open connections are ended, what was committed is written."""
        self._end(self._stop_signal)

    def kill(self) -> None:
        """SIGKILL to it and to what it started."""
        self._end(signal.SIGKILL)

    def restart(self) -> DatabaseServer:
        """Same port, same databases."""
        self.stop()
        return self.start()

    def remove(self) -> None:
        """Stopped for good; a folder that it made itself goes."""
        self._end(self._quick_signal if self.throwaway else self._stop_signal)
        if self.throwaway:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def running(self) -> bool:
        return self._pid is not None

    def log(self) -> str:
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    # What is in it

    @property
    def port(self) -> int:
        return int(self._card["port"])

    @property
    def socket_folder(self) -> Path:
        return self.folder

    @property
    def authority(self) -> Path:
        """The certificate that signed the server's."""
        return self.folder / "authority.pem"

    def password(self, user: str | None = None) -> str:
        return str(self._card["admin" if user == self.admin else "password"])

    def url(self, database: str = "amparo", *, user: str | None = None, password: str | None = None, port: int | None = None,
            **options: str) -> str:
        """`postgres://amparo:PASSWORD@127.0.0.1:PORT/NAME`. `port`: that of a proxy, say; `options` follow a question mark."""
        user = user or self.user
        secret = self.password(user) if password is None else password
        place = f"{quote(user, safe='')}:{quote(secret, safe='')}@127.0.0.1:{port or self.port}/{quote(database, safe='')}"
        return f"{self.scheme}://{place}" + (f"?{urlencode(options)}" if options else "")

    def create(self, database: str = "amparo") -> str:
        """An empty database of the desk's user; its URL."""
        raise NotImplementedError

    def drop(self, database: str) -> None:
        raise NotImplementedError

    def add_user(self, name: str, password: str, *rights: str) -> None:
        """Someone who may sign in, and what the `rights` (statements of the engine) say."""
        raise NotImplementedError

    def ask(self, statement: str, database: str | None = None) -> list[list[str]]:
        """What the admin's statement gives: its rows, as text."""
        raise NotImplementedError

    # How

    def _install(self) -> None:
        """Makes the files of an empty server."""
        raise NotImplementedError

    def _command(self) -> list[str]:
        raise NotImplementedError

    def _greets(self) -> bool:
        """Whether the admin may come in."""
        raise NotImplementedError

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _log_file(self) -> Path:
        return self.folder / "log"

    @property
    def _card_file(self) -> Path:
        return self.folder / "server.json"

    def _keep_card(self) -> None:
        self._card_file.touch(mode=0o600)
        self._card_file.write_text(json.dumps(self._card))

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._hand_over(self.folder)
        self._card = {"password": secrets.token_hex(12), "admin": secrets.token_hex(12), "port": free_port(), "pid": 0}
        if self.tls:
            self._make_certificates()
        self._install()
        self._keep_card()

    def _make_certificates(self) -> None:
        """An authority, and the certificate of a server called `localhost` and 127.0.0.1."""
        names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
        new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-x509", "-days", "30"]
        run(["openssl", "req", *new, "-subj", "/CN=Test authority", "-keyout", "authority.key", "-out", "authority.pem"], cwd=self.folder)
        run(["openssl", "req", *new, "-subj", "/CN=localhost", "-addext", names, "-addext", "basicConstraints=critical,CA:false",
             "-CA", "authority.pem", "-CAkey", "authority.key", "-keyout", "server.key", "-out", "server.pem"], cwd=self.folder)
        for name in ("authority.key", "authority.pem", "server.key", "server.pem"):
            (self.folder / name).chmod(0o644 if name.endswith(".pem") else 0o600)
            self._hand_over(self.folder / name)

    def _hand_over(self, path: Path) -> None:
        """To the user that the server runs as: these servers refuse root."""
        if os.geteuid() == 0:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    @property
    def _as_user(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}

    @property
    def _account(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam(self.system_user)
        except KeyError:
            return pwd.getpwnam("nobody")

    def _launch(self) -> None:
        with open(self._log_file, "ab") as log:
            # In a session of its own: an interrupt at the keyboard is for the command, the server ends after it.
            self.process = subprocess.Popen(  # type: ignore[call-overload]
                self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._as_user)
        self._card["pid"] = self.process.pid
        self._keep_card()

    def _answers_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.running:
            if self._greets():
                return True
            time.sleep(0.05)
        return False

    @property
    def _pid(self) -> int | None:
        """Of the server while it runs, whoever started it."""
        pid = int(self._card.get("pid", 0))
        if self.process and self.process.pid == pid:
            return pid if self.process.poll() is None else None
        with contextlib.suppress(OSError):
            if pid and str(self.folder).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        return None

    def _end(self, how: signal.Signals) -> None:
        if (pid := self._pid) is None:
            return
        family = [pid, *(children_of(pid) if how == signal.SIGKILL else [])]
        for one in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, how)
        end = time.monotonic() + 30
        while self.running:
            if time.monotonic() > end and how != signal.SIGKILL:
                return self.kill()
            time.sleep(0.02)
        self.process = None


class PostgreSQL(DatabaseServer):
    """UTF-8, passwords by SCRAM on both ways in."""

    scheme = "postgres"
    system_user = "postgres"
    engine = "PostgreSQL"
    _stop_signal = signal.SIGINT
    _quick_signal = signal.SIGQUIT

    @property
    def socket(self) -> Path:
        return self.folder / f".s.PGSQL.{self.port}"

    def create(self, database: str = "amparo") -> str:
        self.ask(f'CREATE DATABASE "{database}" OWNER "{self.user}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self.ask(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def add_user(self, name: str, password: str, *rights: str) -> None:
        for statement in (f"""CREATE ROLE "{name}" LOGIN PASSWORD '{password}'""", *rights):
            self.ask(statement)

    def ask(self, statement: str, database: str | None = None) -> list[list[str]]:
        done = run([*self._psql(database or "postgres"), "-c", statement], env=self._admin_environment)
        return [line.split("\x1f") for line in done.splitlines()]

    def _psql(self, database: str) -> list[str]:
        flags = ["--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--no-align", "--field-separator=\x1f", "--set=ON_ERROR_STOP=1"]
        return [program("psql"), *flags, "-h", str(self.folder), "-p", str(self.port), "-U", self.admin, "-d", database]

    @property
    def _admin_environment(self) -> dict[str, str]:
        return {**os.environ, "PGPASSWORD": self.password(self.admin), "PGCONNECT_TIMEOUT": "10"}

    def _install(self) -> None:
        secret = self.folder / "admin.password"
        secret.touch(mode=0o600)
        secret.write_text(self.password(self.admin))
        self._hand_over(secret)
        run([program("initdb"), "--pgdata", str(self._data), "--username", self.admin, "--pwfile", str(secret), "--encoding=UTF8",
             "--locale=C.UTF-8", "--auth=scram-sha-256", *([] if self.durable else ["--no-sync"])], cwd=self.folder, **self._as_user)
        secret.unlink()
        if self.tls:
            access = self._data / "pg_hba.conf"
            access.write_text(access.read_text().replace("\nhost ", "\nhostssl "))
        make_user = f"""CREATE ROLE "{self.user}" LOGIN CREATEDB PASSWORD '{self.password()}';"""
        run([program("postgres"), "--single", "-D", str(self._data), "postgres"], input=make_user.encode(), cwd=self.folder, **self._as_user)

    def _command(self) -> list[str]:
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", "max_connections=400",
                    "timezone=UTC", "shared_buffers=256MB"]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        if shutil.disk_usage(SHARED_MEMORY).free < 256 << 20:
            settings += ["dynamic_shared_memory_type=mmap"]
        if self.tls:
            settings += ["ssl=on", f"ssl_cert_file={self.folder}/server.pem", f"ssl_key_file={self.folder}/server.key"]
        flags = [word for setting in settings + self.settings for word in ("-c", setting)]
        return [program("postgres"), "-D", str(self._data), *flags]

    def _greets(self) -> bool:
        words = [*self._psql("postgres"), "-c", "SELECT 1"]
        return subprocess.run(words, env=self._admin_environment, capture_output=True, timeout=60).returncode == 0


class MariaDB(DatabaseServer):
    """utf8mb4; the least length of an indexed word is left as it comes."""

    scheme = "mariadb"
    system_user = "mysql"
    engine = "MariaDB"
    _stop_signal = signal.SIGTERM
    _quick_signal = signal.SIGKILL

    @property
    def socket(self) -> Path:
        return self.folder / "mariadb.sock"

    def create(self, database: str = "amparo") -> str:
        if not database.startswith(OURS):
            raise ValueError(f"the desk's user has no right to {database}: names begin with one of {OURS}")
        self.ask(f"CREATE DATABASE `{database}`")
        return self.url(database)

    def drop(self, database: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS `{database}`")

    def add_user(self, name: str, password: str, *rights: str) -> None:
        for statement in (f"CREATE USER `{name}` IDENTIFIED BY '{password}'", *rights):
            self.ask(statement)

    def ask(self, statement: str, database: str | None = None) -> list[list[str]]:
        done = run([*self._client, "--execute", statement, *([database] if database else [])], env=self._admin_environment)
        return [line.split("\t") for line in done.splitlines()]

    @property
    def _client(self) -> list[str]:
        place = [f"--socket={self.socket}", f"--user={self.admin}", "--connect-timeout=10"]
        return [program("mariadb"), "--no-defaults", *place, "--default-character-set=utf8mb4", "--batch", "--skip-column-names"]

    @property
    def _admin_environment(self) -> dict[str, str]:
        return {**os.environ, "MYSQL_PWD": self.password(self.admin)}

    def _install(self) -> None:
        users = self.folder / "users.sql"
        users.touch(mode=0o600)
        users.write_text("\n".join([
            "FLUSH PRIVILEGES;",
            f"CREATE USER '{self.admin}'@'%' IDENTIFIED BY '{self.password(self.admin)}';",
            f"GRANT ALL ON *.* TO '{self.admin}'@'%' WITH GRANT OPTION;",
            f"CREATE USER '{self.user}'@'%' IDENTIFIED BY '{self.password()}';",
            *(f"GRANT ALL ON `{name}%`.* TO '{self.user}'@'%';" for name in OURS),
            "DROP USER IF EXISTS ''@'localhost', ''@'127.0.0.1', 'root'@'localhost';",
            "",
        ]))
        self._hand_over(users)
        run([program("mariadb-install-db"), "--no-defaults", f"--datadir={self._data}", "--skip-name-resolve", "--skip-test-db",
             "--auth-root-authentication-method=normal", f"--extra-file={users}", "--innodb-flush-log-at-trx-commit=0"],
            cwd=self.folder, **self._as_user)
        users.unlink()

    def _command(self) -> list[str]:
        settings = [f"port={self.port}", "bind-address=127.0.0.1", f"socket={self.socket}", f"pid-file={self.folder}/pid",
                    "skip-name-resolve", "max-connections=400", "character-set-server=utf8mb4", "innodb-buffer-pool-size=256M",
                    "default-time-zone=+00:00", "secure-file-priv=", f"tmpdir={self.folder}"]
        if not self.durable:
            settings += ["innodb-flush-log-at-trx-commit=0", "innodb-doublewrite=0", "innodb-flush-method=nosync", "innodb-use-native-aio=0"]
        if self.tls:
            settings += [f"ssl-{kind}={self.folder}/{name}" for kind, name in
                         (("ca", "authority.pem"), ("cert", "server.pem"), ("key", "server.key"))] + ["require-secure-transport=on"]
        return [program("mariadbd"), "--no-defaults", f"--datadir={self._data}", *(f"--{one}" for one in settings + self.settings)]

    def _greets(self) -> bool:
        words = [*self._client, "--execute", "SELECT 1"]
        return subprocess.run(words, env=self._admin_environment, capture_output=True, timeout=60).returncode == 0


ENGINES: tuple[type[DatabaseServer], ...] = (PostgreSQL, MariaDB)


def program(name: str) -> str:
    """Debian keeps PostgreSQL's out of the way; of several versions the newest is taken."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if not found:
        raise FileNotFoundError(f"{name} is not installed: Scripts/setup tests")
    return found


def run(words: Sequence[str], **more: object) -> str:
    """What it printed; an error tells what it complained of."""
    done = subprocess.run(words, capture_output=True, timeout=120, **more)  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {(done.stderr + done.stdout).decode(errors='replace').strip()[-2000:]}")
    return done.stdout.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_folder(name: str, in_memory: bool) -> Path:
    """In memory only where there is room."""
    in_memory = in_memory and SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > 2 << 30
    return Path(tempfile.mkdtemp(prefix=f"amparo-{name}-", dir=SHARED_MEMORY if in_memory else None))


def children_of(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()]
    return []


def start_all(servers: Sequence[DatabaseServer]) -> None:
    """All at once; each with the database `amparo`."""

    def work(server: DatabaseServer) -> None:
        known = server._card_file.exists()
        server.start()
        if not known:
            server.create("amparo")

    with ThreadPoolExecutor(len(servers)) as pool:
        list(pool.map(work, servers))


def variables(servers: Sequence[DatabaseServer]) -> dict[str, str]:
    return {f"AMPARO_TEST_{server.scheme.upper()}": server.url("amparo") for server in servers}


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGINT unwind like an error, so that what was started is stopped."""

    def leave(number: int, _frame: FrameType | None) -> None:
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, leave)
    yield


def run_command(words: Sequence[str], durable: bool) -> int:
    servers = [engine(durable=durable) for engine in ENGINES]
    command: subprocess.Popen[bytes] | None = None
    try:
        with ended_by_signals():
            start_all(servers)
            command = subprocess.Popen(words, env={**os.environ, **variables(servers)})
            code = command.wait()
            return code if code >= 0 else 128 - code
    finally:
        if command and command.poll() is None:
            command.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                command.wait(20)
            command.kill()
        for server in servers:
            server.remove()


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--durable", action="store_true", help="commits last, as in production")
    reader.add_argument("--tls", action="store_true", help="start: the ports ask for TLS")
    verbs = reader.add_subparsers(dest="verb", required=True)
    verbs.add_parser("run").add_argument("command", nargs=argparse.REMAINDER)
    for verb in ("start", "stop"):
        verbs.add_parser(verb).add_argument("folder")
    wish = reader.parse_args()
    if wish.verb == "run":
        if not wish.command:
            reader.error("run what?")
        return run_command(wish.command, wish.durable)
    servers = [engine(Path(wish.folder) / engine.scheme, durable=wish.durable, tls=wish.tls) for engine in ENGINES]
    if wish.verb == "start":
        start_all(servers)
        for name, url in variables(servers).items():
            print(f"export {name}='{url}'")
    else:
        for server in servers:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
