"""What the servers do for a page of a desk with 100,000 messages: no table is read from begin to end, no more is sorted than is shown."""

import hashlib
import http.client
import json
import re
import secrets
import subprocess
import time
from urllib.parse import quote

import pytest

from desk import BINARY, Desk

# The bench makes so many tickets; the server copies them until there are enough.
TICKETS = 300
COPIES = 112
STEP = 1 << 46

# Tables with many rows, and columns that name rows of them.
MANY = {
    "contact": {"id"},
    "ticket": {"id", "requester"},
    "ticket_number": {"ticket"},
    "message": {"id", "ticket", "thread", "author"},
    "mail_id": {"ticket", "message"},
    "identity": {"id", "contact"},
    "timeline": {"id", "contact", "ticket"},
    "outbox": {"id", "owner"},
    "event": {"id", "actor", "ticket"},
    "search_document": {"id", "ticket"},
    "search_terms": {"id"},
    "contact_word": {"contact"},
}
# Texts of which no two are alike, and what is put behind them.
ALIKE = {("message", "message_id"), ("mail_id", "id"), ("identity", "folded"), ("identity", "value")}
# Rows of a table that are few however old a desk is: what waits, what the copies did not make.
FEW = {"search_pending", "counter_delta", "pulse", "node", "job"}
# What a slice of a search without words looks through, and the parcels of which a page of the outbox shows some.
MOST_READ = 5000
MOST_SORTED = 1000


class PostgresWitness:
    """Hears the plans of what is run."""

    def __init__(self, server, database):
        self.server, self.database = server, database

    def begin(self):
        for name, value in {
            "session_preload_libraries": "auto_explain", "auto_explain.log_min_duration": "0", "auto_explain.log_analyze": "on",
            "auto_explain.log_timing": "off", "auto_explain.log_format": "json",
        }.items():
            self.server.ask(f"ALTER DATABASE {self.database} SET {name} = '{value}'")
        self.start = len(self.server.log())

    def end(self):
        pass

    def faults(self):
        text = self.server.log()[self.start:].replace("\n\t", "\n")
        plans, faults, reader = 0, [], json.JSONDecoder()
        for found in re.finditer(r"ms  plan:\s*", text):
            told, _ = reader.raw_decode(text, found.end())
            plans += 1
            if not any(f"FROM {table} " in told["Query Text"] for table in FEW):
                faults += [f"{fault}: {told['Query Text']}" for fault in self._of(told["Plan"])]
        return plans, sorted(set(faults))

    def _of(self, plan):
        rows, loops = plan.get("Actual Rows", 0), plan.get("Actual Loops", 1) or 1
        read = (rows + plan.get("Rows Removed by Filter", 0)) * loops
        if "Scan" in plan["Node Type"] and read > MOST_READ:
            yield f"{plan['Node Type']} of {read} rows of {plan.get('Relation Name', 'a list')}"
        if "Sort" in plan["Node Type"] and rows * loops > MOST_SORTED:
            yield f"{rows * loops} rows sorted"
        for part in plan.get("Plans", []):
            yield from self._of(part)


class MariaWitness:
    """Hears how many rows were read for what is run."""

    def __init__(self, server, database):
        self.server, self.database = server, database

    def begin(self):
        self.path = self.server.folder / "data" / "statements.log"
        for setting in ("slow_query_log_file = 'statements.log'", "log_slow_verbosity = 'query_plan,explain'", "long_query_time = 0", "slow_query_log = 1"):
            self.server.ask(f"SET GLOBAL {setting}")

    def end(self):
        self.server.ask("SET GLOBAL slow_query_log = 0")
        self.server.ask("SET GLOBAL long_query_time = 10")

    def faults(self):
        told = re.split(r"(?m)^# User@Host: ", self.path.read_text(errors="replace"))[1:]
        ours = [one for one in told if one.startswith(f"{self.server.user}[")]
        faults = []
        for one in ours:
            read = int(re.search(r"Rows_examined: (\d+)", one)[1])
            statement = re.sub(r"\s+", " ", one.split("SET timestamp=")[-1].split(";", 1)[-1])
            if read > MOST_READ and not any(f"FROM {table} " in statement for table in FEW):
                plan = "\n".join(re.findall(r"(?m)^# explain: (.*)", one))
                faults.append(f"{read} rows read: {statement}\n{plan}")
        return len(ours), sorted(set(faults))


@pytest.fixture(scope="module")
def large(server, tmp_path_factory):
    """A desk with 33,900 tickets and 101,700 messages."""
    if not server.running:
        server.start()
    database = f"amparo_{secrets.token_hex(4)}"
    url, folder = server.create(database), tmp_path_factory.mktemp("large")
    desk = Desk(folder, options=("--database", url))
    subprocess.run(
        [BINARY, "bench", "--tickets", str(TICKETS), "--seconds", "1", "--mails", "10", "--data", str(desk.data), "--database", url],
        check=True, capture_output=True, timeout=240)
    copy(server, database)
    yield desk, database
    server.drop(database)


def copy(server, database):
    """Copies every row that there are many of; what only grows by work (counters, positions) stays behind."""
    numbers = {
        "postgres": f"generate_series(1, {COPIES}) AS k (n)", "mariadb": f"(SELECT seq AS n FROM seq_1_to_{COPIES}) k",
    }[server.scheme]
    whole = {"postgres": "bigint", "mariadb": "signed"}[server.scheme]
    for table, names in MANY.items():
        schema = "current_schema()" if server.scheme == "postgres" else "database()"
        columns = [row[0] for row in server.ask(
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = {schema} ORDER BY ordinal_position",
            database)]
        values = []
        for column in columns:
            if column in names:
                values.append(f"r.{column} + k.n * {STEP}")
            elif column == "number":
                values.append(f"concat('LBT-', CAST(substr(r.number, 5) AS {whole}) + k.n * 10000)")
            elif (table, column) in ALIKE:
                values.append(f"concat(r.{column}, '.', k.n)")
            elif (table, column) == ("event", "position"):
                values.append("r.position + k.n * 10000000")
            elif (table, column) == ("ticket", "active_at"):
                values.append("r.active_at - k.n * 3700123457")
            else:
                values.append(f"r.{column}")
        server.ask(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} r CROSS JOIN {numbers}", database)
    analyse = "ANALYZE" if server.scheme == "postgres" else f"ANALYZE TABLE {', '.join(MANY)}"
    server.ask(analyse, database)


class Agent:
    """Someone of every team and role, who asks for pages."""

    def __init__(self, server, database, address):
        self.token = secrets.token_urlsafe(24)
        binary = hashlib.sha256(self.token.encode()).hexdigest()
        binary = f"'\\x{binary}'" if server.scheme == "postgres" else f"X'{binary}'"
        now = int(time.time() * 1_000_000)
        server.ask(
            f"INSERT INTO session (id, hash, holder_kind, holder, department, is_stale, made_at, seen_at, expires_at, csrf, device) "
            f"SELECT {now}, {binary}, holder_kind, holder, department, 0, {now}, {now}, {now + 10**12}, csrf, device FROM session "
            f"WHERE holder_kind = 'agent' ORDER BY id LIMIT 1", database)
        agent = server.ask(f"SELECT holder FROM session WHERE id = {now}", database)[0][0]
        for what in ("role", "team"):
            server.ask(
                f"INSERT INTO agent_{what} SELECT {agent}, id FROM {what} w WHERE NOT EXISTS "
                f"(SELECT 1 FROM agent_{what} a WHERE a.agent = {agent} AND a.{what} = w.id)", database)
        self.wire = http.client.HTTPConnection(address, timeout=60)

    def get(self, path):
        self.wire.request("GET", path, headers={"Cookie": f"amparo={self.token}"})
        answer = self.wire.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, (answer.status, path, page[:500])
        return page

    def walk(self):
        """Every page that shows rows, and the next one of each list."""
        pages = ["/inbox", "/mine", "/team", "/all", "/done", "/bin", "/spam", "/outbox", "/contacts", "/organisations", "/questions",
                 "/settings/audit", "/settings/jobs", "/settings/agents", "/contacts.json?q=an"]
        text = re.sub(r"<[^>]*>", " ", self.get("/all"))
        word = max(re.findall(r"[a-z]{6,}", text.split("LBT-")[3]), key=len)
        pages += [f"/search?q={quote(query)}" for query in (
            word, f"{word} example", f'"{word}"', "state:open", "state:closed", "from:customer1001", "tier:1 state:new", "created:<7d", "tag:vip",
            f"{word} state:closed", "zwxyv")]
        for path in pages:
            page = self.get(path)
            for link in re.findall(r'href="([^"]*[?&;]after=[^"]*)"', page)[:1]:
                self.get(link.replace("&amp;", "&"))
        number = re.search(r'href="/tickets/(LBT-\d+)', self.get("/all"))[1]
        page = self.get(f"/tickets/{number}")
        for link in sorted(set(re.findall(rf'href="(/tickets/{re.escape(number)}/[a-z-]+)["?]', page) + re.findall(r'href="(/contacts/\d+)"', page))):
            self.get(link)


def test_no_page_reads_a_whole_table(server, large):
    desk, database = large
    witness = {"postgres": PostgresWitness, "mariadb": MariaWitness}[server.scheme](server, database)
    witness.begin()
    try:
        with desk:
            Agent(server, database, desk.web.removeprefix("http://")).walk()
    finally:
        witness.end()
    statements, faults = witness.faults()
    assert statements > 300
    assert not faults, "\n".join(faults)
