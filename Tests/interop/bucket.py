"""An S3-compatible store of a test's own, which checks keys and signatures: moto, on a free port of 127.0.0.1."""

from __future__ import annotations

import http.client
import http.server
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import boto3
from botocore.config import Config

# Setting up takes so many questions; after them nothing is done without a key.
FREE_QUESTIONS = 3


class Store:
    """Used as a context it runs. One bucket, and one user who may do everything in it."""

    bucket = "desk"

    def __enter__(self) -> Store:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]
        words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        environment = os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(FREE_QUESTIONS)}
        self.process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._await()
            self._furnish()
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def place(self, prefix: str = "", port: int | None = None, bucket: str | None = None) -> str:
        """As `--blobs` takes it. `port`: that of a proxy."""
        return f"s3://{bucket or self.bucket}{'/' if prefix else ''}{prefix}?endpoint=http://127.0.0.1:{port or self.port}"

    @property
    def key(self) -> dict[str, str]:
        """What the environment of a desk has to hold."""
        return {"AMPARO_S3_ACCESS_KEY": self.name, "AMPARO_S3_SECRET_KEY": self.secret}

    def names(self, prefix: str = "") -> list[str]:
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=self.bucket, Prefix=prefix).get("Contents", [])]

    def read(self, name: str) -> bytes:
        return self.client.get_object(Bucket=self.bucket, Key=name)["Body"].read()

    def write(self, name: str, body: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=name, Body=body)

    def _await(self, limit: float = 60) -> None:
        end = time.monotonic() + limit
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/moto-api/", timeout=5).close()
                return
            except OSError:
                assert time.monotonic() < end and self.process.poll() is None, "the store does not start"
                time.sleep(0.1)

    def _furnish(self) -> None:
        person = self._program("iam", "setup", "setup")
        person.create_user(UserName="desk")
        rights = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        person.put_user_policy(UserName="desk", PolicyName="all", PolicyDocument=json.dumps(rights))
        key = person.create_access_key(UserName="desk")["AccessKey"]
        self.name, self.secret = key["AccessKeyId"], key["SecretAccessKey"]
        self.client = self._program("s3", self.name, self.secret)
        self.client.create_bucket(Bucket=self.bucket)

    def _program(self, service: str, name: str, secret: str):
        return boto3.client(
            service, endpoint_url=f"http://127.0.0.1:{self.port}", region_name="us-east-1", aws_access_key_id=name,
            aws_secret_access_key=secret, config=Config(s3={"addressing_style": "path"}, proxies={}))


class MoodyWay:
    """Before a store, answers so many questions itself, as a store does that is too busy; the others go through."""

    def __init__(self, store: Store, moods: int) -> None:
        self.moods = moods
        way = self

        class Door(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                way.moods -= 1
                if way.moods >= 0:
                    status, fields, said = 503, {}, b"<Error><Code>SlowDown</Code></Error>"
                else:
                    line = http.client.HTTPConnection("127.0.0.1", store.port, timeout=30)
                    line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                    for name, value in self.headers.items():
                        line.putheader(name, value)
                    line.endheaders(body)
                    there = line.getresponse()
                    status, fields, said = there.status, {"ETag": there.headers.get("ETag", "")}, there.read()
                    line.close()
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_PUT = do_DELETE = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.port = self.server.server_address[1]

    def __enter__(self) -> MoodyWay:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
