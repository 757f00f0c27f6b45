"""Databases that a desk cannot work with: one clear line, an exit code, and nothing touched. And those that it can, by every way in."""

import base64
import os
import re
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from desk import BINARY, Desk
from oldservers import OldServer
from proxy import Proxy
from relay import closed_port
from test_trouble import complaint

# Whatever they mean to a URL, a shell or SQL.
ODD = "p@ss:w/rd%41?#&+'\" ñ"


def desk_on(folder, url, **environment):
    return Desk(folder, environment={"AMPARO_DATABASE": url} | environment)


def refused(folder, url, *secrets, words=("serve", "--http", "127.0.0.1:0"), **environment):
    """The one line that the desk ends with. No password stands in it."""
    done = desk_on(folder, url, **environment).command(*words, timeout=60)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (1, 64), said
    assert not any(secret in said for secret in secrets), said
    return complaint(done)


def migrated(folder, url, **environment):
    desk = desk_on(folder, url, **environment)
    done = desk.command("migrate")
    assert done.returncode == 0, done.stderr.decode()
    return desk


def tables(server, database):
    """Their names, as the server's admin sees them."""
    schema = "public" if server.scheme == "postgres" else database
    return {row[0] for row in server.ask(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}'", database)}


@pytest.mark.parametrize("url", [
    "oracle://u:hidden@127.0.0.1/desk", "postgres//u:hidden@127.0.0.1/desk://", "postgres:/u:hidden@127.0.0.1/desk", "://hidden", "redis://",
])
def test_a_kind_of_database_that_nobody_knows(url, tmp_path):
    line = refused(tmp_path, url, "hidden")
    assert re.match("[a-z]*", url)[0] in line


@pytest.mark.parametrize("change", [
    "{base}/", "{base}", "{base}/a/b", "{base}/desk?wish=1", "{base}/desk?tls=maybe", "{base}/desk?connections=0",
    "{base}/desk?connections=many", "{base}/desk?password-file=/nowhere/at/all", "{base}:port/desk", "{base}:99999/desk", "{base}/de sk?x",
    "{scheme}://", "{scheme}://amparo:hidden@/", "{scheme}://amparo:hidden@[::1/desk",
])
@pytest.mark.parametrize("scheme", ["postgres", "mariadb"])
def test_an_address_that_cannot_be_read(scheme, change, tmp_path):
    line = refused(tmp_path, change.format(scheme=scheme, base=f"{scheme}://amparo:hidden@127.0.0.1"), "hidden")
    for word in ("wish", "maybe", "many", "/nowhere/at/all"):
        assert (word in change) <= (word in line), line


def test_a_wrong_password_and_an_unknown_user(server, database, tmp_path):
    assert "amparo" in refused(tmp_path, server.url(database, password="not-this-one"), "not-this-one", server.password())
    assert "stranger" in refused(tmp_path, server.url(database, user="stranger", password="not-this-one"), "not-this-one")
    assert refused(tmp_path, server.url(database, password=""))
    assert not tables(server, database)


def test_a_database_that_is_not_there(server, tmp_path):
    assert "amparo_nowhere" in refused(tmp_path, server.url("amparo_nowhere"), server.password())


def test_a_server_that_is_not_there(server, tmp_path):
    with closed_port() as port:
        number = port.getsockname()[1]
        assert str(number) in refused(tmp_path, server.url("amparo", port=number), server.password())
        desk = desk_on(tmp_path, server.url("amparo", port=number))
        for words in (["ticket", "list"], ["migrate"], ["setup"], ["mail", "log"], ["user", "list"]):
            done = desk.command(*words, timeout=60)
            assert done.returncode == 1 and str(number) in complaint(done), words
        assert desk.receive(b"Subject: hello\n\nhello\n") == 75
        done = desk.command("doctor", timeout=60)
        assert done.returncode == 1 and "wrong database" in done.stdout.decode() and server.password() not in done.stdout.decode()
    assert "/nowhere" in refused(tmp_path, server.url("amparo", socket="/nowhere/at/all"), server.password())
    assert "nowhere.invalid" in refused(tmp_path, server.url("amparo").replace("127.0.0.1", "nowhere.invalid"), server.password())


def test_a_server_that_never_answers(server, database, tmp_path):
    with Proxy(server.port) as way:
        way.silence()
        begun = time.monotonic()
        assert str(way.port) in refused(tmp_path, server.url(database, port=way.port), server.password())
        assert time.monotonic() - begun < 40


def test_something_else_answers_at_the_port(server, tmp_path):
    """It says the little it knows, whatever it is asked."""
    door = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            try:
                wire, _ = door.accept()
            except OSError:
                return
            wire.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            wire.close()

    threading.Thread(target=answer, daemon=True).start()
    port = door.getsockname()[1]
    assert str(port) in refused(tmp_path, server.url("amparo", port=port), server.password())
    door.close()


def test_a_server_that_is_too_old(server, tmp_path):
    with OldServer(server.scheme) as old:
        line = refused(tmp_path, old.url, "secret")
    assert {"postgres": "12", "mariadb": "10.5"}[server.scheme] in line, line


def test_mysql_is_not_taken_for_mariadb(tmp_path):
    with OldServer("mysql") as other:
        line = refused(tmp_path, other.url, "secret")
    assert "MySQL 8.0.40" in line and "MariaDB 10.6" in line, line


def test_a_user_who_may_not_make_tables(server, database, tmp_path):
    who, secret = f"reader_{database}", "only-reading"
    rights = {"postgres": [f'GRANT CONNECT ON DATABASE "{database}" TO "{who}"'], "mariadb": [f"GRANT SELECT ON `{database}`.* TO `{who}`"]}
    server.add_user(who, secret, *rights[server.scheme])
    assert who in refused(tmp_path, server.url(database, user=who, password=secret), secret)
    assert not tables(server, database)


def test_a_user_who_may_not_even_look(server, database, tmp_path):
    who, secret = f"nobody_{database}", "not-even-reading"
    rights = {"postgres": [f'REVOKE CONNECT ON DATABASE "{database}" FROM PUBLIC'], "mariadb": []}
    server.add_user(who, secret, *rights[server.scheme])
    assert database in refused(tmp_path, server.url(database, user=who, password=secret), secret)


def test_a_database_of_another_program(server, database, tmp_path):
    server.ask("CREATE TABLE wp_posts (id INT)", database)
    line = refused(tmp_path, server.url(database), server.password())
    assert "another program" in line and database in line
    assert refused(tmp_path, server.url(database), words=["migrate"]) == line
    assert tables(server, database) == {"wp_posts"}


def test_a_database_of_a_newer_program(server, database, tmp_path):
    desk = migrated(tmp_path, server.url(database))
    before = tables(server, database)
    server.ask("INSERT INTO schema_step (number, name, done_at) VALUES (987654, 'newer', 0)", database)
    for words in (["serve", "--http", "127.0.0.1:0"], ["migrate"], ["ticket", "list"]):
        assert "987654" in refused(tmp_path, server.url(database), server.password(), words=words)
    assert desk.receive(b"Subject: hello\n\nhello\n") == 75
    assert tables(server, database) == before


def test_a_folder_whose_key_is_of_another_desk(server, database, tmp_path):
    migrated(tmp_path / "first", server.url(database))
    assert "key" in refused(tmp_path / "second", server.url(database), server.password())


def test_two_first_starts_at_once(server, database, tmp_path):
    """Nodes that share the key, as they must."""
    key = base64.b64encode(bytes(range(32))).decode()
    desks = [desk_on(tmp_path / name, server.url(database), AMPARO_MASTER_KEY=key) for name in ("one", "two", "three")]
    with ExitStack() as stack, ThreadPoolExecutor(3) as pool:
        for desk in pool.map(Desk.start, desks):
            stack.callback(desk.stop)
        desks[0].send(b"From: a@example.org\nSubject: one\n\none\n")
        desks[1].send(b"From: b@example.org\nSubject: two\n\ntwo\n")
        assert {line["outcome"] for line in desks[2].settle(60)} == {"ticket"}
        assert {ticket["subject"] for ticket in desks[2].tickets()} == {"one", "two"}
        assert server.ask("SELECT COUNT(*) FROM queue", database) == [["3"]]


def test_a_server_that_lets_nobody_write(server, database, tmp_path):
    migrated(tmp_path, server.url(database))
    off, on = {
        "postgres": [f'{{}} INSERT ON ALL TABLES IN SCHEMA public {{}} "{server.user}"'.format(*words)
                     for words in (("REVOKE", "FROM"), ("GRANT", "TO"))],
        "mariadb": ["SET GLOBAL read_only = 1", "SET GLOBAL read_only = 0"],
    }[server.scheme]
    server.ask(off, database)
    try:
        assert desk_on(tmp_path, server.url(database)).receive(b"Subject: hello\n\nhello\n") == 75
    finally:
        server.ask(on, database)
    desk = desk_on(tmp_path, server.url(database))
    assert desk.receive(b"Subject: hello\n\nhello\n") == 0
    assert len(desk.tickets()) == 1


def test_texts_in_another_encoding(server, tmp_path):
    if server.scheme != "postgres":
        pytest.skip("MariaDB keeps an encoding per column")
    server.ask(f"CREATE DATABASE amparo_ascii OWNER {server.user} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    assert "UTF8" in refused(tmp_path, server.url("amparo_ascii"), server.password())
    server.drop("amparo_ascii")


def test_a_database_made_in_latin1_keeps_all_letters(server, tmp_path):
    if server.scheme != "mariadb":
        pytest.skip("refused by PostgreSQL's desk")
    server.ask("CREATE DATABASE amparo_latin1 CHARACTER SET latin1")
    desk = desk_on(tmp_path, server.url("amparo_latin1"))
    assert desk.receive("Subject: Șosete 😀 鞋\nContent-Type: text/plain; charset=utf-8\n\nÎncă\n".encode()) == 0
    [ticket] = desk.tickets()
    assert ticket["subject"] == "Șosete 😀 鞋"
    server.drop("amparo_latin1")


def test_the_password_from_a_file_and_from_the_environment(server, database, tmp_path):
    bare = server.url(database).replace(f":{server.password()}@", "@")
    file = tmp_path / "secret"
    file.write_text(server.password() + "\n")
    migrated(tmp_path / "desk", f"{bare}?password-file={file}")
    migrated(tmp_path / "desk", bare, AMPARO_DATABASE_PASSWORD=server.password())
    assert refused(tmp_path / "desk", bare)


def test_a_password_and_a_name_of_any_letters(server, database, tmp_path):
    who = f"o.brien@{database}"
    literal = ODD.replace("'", "''")
    rights = {"postgres": [f'ALTER DATABASE "{database}" OWNER TO "{who}"'], "mariadb": [f"GRANT ALL ON `{database}`.* TO `{who}`"]}
    server.add_user(who, literal, *rights[server.scheme])
    desk = migrated(tmp_path, server.url(database, user=who, password=ODD))
    assert desk.receive(b"Subject: hello\n\nhello\n") == 0


def test_through_the_socket(server, database, tmp_path):
    """The port is of nobody, so only the socket can be meant."""
    with closed_port() as port:
        desk = desk_on(tmp_path, server.url(database, port=port.getsockname()[1], socket=str(server.socket)))
        assert desk.receive(b"Subject: hello\n\nhello\n") == 0
        assert len(desk.tickets()) == 1


def test_over_tls_with_the_right_authority_only(server, tmp_path):
    with type(server)(tls=True) as secure, type(server)(tls=True) as other:
        secure.create("amparo")
        desk = migrated(tmp_path, secure.url("amparo", tls="verify", ca=str(secure.authority)))
        assert desk.receive(b"Subject: hello\n\nhello\n") == 0
        migrated(tmp_path, secure.url("amparo", tls="on"))
        migrated(tmp_path, secure.url("amparo"))
        for options in ({"tls": "verify", "ca": str(other.authority)}, {"tls": "verify"}, {"tls": "off"}, {"tls": "verify", "ca": "/nowhere"}):
            assert refused(tmp_path, secure.url("amparo", **options), secure.password()), options


def test_tls_is_not_given_up_where_the_server_has_none(server, database, tmp_path):
    """Who stands in the way could say so, too."""
    for options in ({"tls": "on"}, {"tls": "verify", "ca": os.devnull}):
        assert refused(tmp_path, server.url(database, **options), server.password())
    assert not tables(server, database)


def test_a_first_start_that_was_interrupted_is_finished_by_the_next(server, database, tmp_path):
    desk = desk_on(tmp_path, server.url(database))
    for wait in (0.1, 0.2, 0.4, 0.6):
        process = subprocess.Popen([BINARY, "migrate", "--data", str(desk.data)], env=desk.environment, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
    done = desk.command("migrate")
    assert done.returncode == 0, done.stderr.decode()
    assert desk.receive(b"Subject: hello\n\nhello\n") == 0
    whole = tables(server, database)
    other = f"{database}_2"
    server.create(other)
    migrated(tmp_path / "other", server.url(other))
    assert tables(server, other) == whole
    server.drop(other)
