"""An S3-compatible store of a test's own, which checks keys and signatures: moto, on a free port of 127.0.0.1."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
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
