#!/usr/bin/python3
"""A client nobody here wrote: two people chat over Debian's python3-socketio.

    chat.py [server URL]

Without a URL it starts the built server itself, on an empty directory. Ends with 1 at the first thing that is not as
docs/realtime.md says, else prints how fast it went.
"""
import contextlib
import json
import os
import queue
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid

import socketio

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MESSAGES = 100  # under the burst a socket is allowed, so that a server with its rate limits on will do
PATIENCE = 20  # seconds


def check(right, what):
    if not right:
        raise SystemExit(f"FAILED: {what}")


def call(url, method, path, body=None, token=None):
    request = urllib.request.Request(url + path, method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(request, data, timeout=PATIENCE) as response:
        return json.load(response)


class Person:
    """Somebody with an account, and a socket on which everything heard is kept in order."""

    def __init__(self, url, name):
        account = {"email": f"{name}.{uuid.uuid4()}@example.com", "password": "a password for tests", "name": name}
        login = call(url, "POST", "/api/register", account)
        self.url, self.token, self.id = url, login["token"], login["user"]["id"]

    def connect(self, transport):
        self.heard = queue.Queue()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("*", lambda event, *payload: self.heard.put((event, payload[0] if payload else None)))
        self.socket.connect(self.url, auth={"token": self.token}, transports=[transport], wait_timeout=PATIENCE)
        ready = self.hears("connection.ready")
        check(ready["userId"] == self.id, f"connection.ready names {ready}")
        check(self.socket.transport() == transport, f"connected over {self.socket.transport()}, not {transport}")

    def hears(self, wanted):
        """The next such event; others before it are passed over."""
        while True:
            try:
                event, payload = self.heard.get(timeout=PATIENCE)
            except queue.Empty:
                check(False, f"{wanted} was not heard")
            if event == wanted:
                return payload

    def asks(self, event, payload):
        """Sends an event and gives the answer of its ack."""
        return self.socket.call(event, payload, timeout=PATIENCE)

    def hang_up(self):
        self.socket.disconnect()


def refuses_strangers(url, transport):
    for auth, code in (({}, "auth.token_missing"), ({"token": "x"}, "auth.token_invalid")):
        stranger, told = socketio.Client(reconnection=False), queue.Queue()
        stranger.on("connect_error", told.put)
        stranger.on("connect", lambda: told.put(None))
        # Waiting for the namespace would wait for all of its patience: the library does not count a refusal as an answer.
        stranger.connect(url, auth=auth, transports=[transport], wait=False)
        error = told.get(timeout=PATIENCE)
        check(error is not None, f"let in with {auth}")
        check(error["data"]["code"] == code, f"refused with {error}")
        stranger.disconnect()


def other_events(ada, ben, chat):
    """Whatever is not a message."""
    check(ada.asks("typing.start", {"chatId": chat}) == {"status": "success"}, "typing.start was not acknowledged")
    check(ben.hears("typing.started")["chatId"] == chat, "typing.started is of another chat")
    check(ben.asks("chat.read", {"chatId": chat, "seq": 1})["data"]["lastReadSeq"] >= 1, "chat.read moved no mark")
    check(ada.asks("no.such.event", {})["code"] == "event.unknown", "an unknown event was not refused")
    check(ada.asks("message.send", None)["code"] == "request.invalid", "no payload was not refused")


def messages(ada, ben, chat, transport):
    """Sends one after the other. Returns how long each ack took, in milliseconds."""
    latencies = []
    for n in range(MESSAGES):
        text = f"{transport} {n} – “grüß dich” 👋🏽"
        began = time.perf_counter()
        ack = ada.asks("message.send", {"chatId": chat, "message": text})
        latencies.append((time.perf_counter() - began) * 1000)
        check(ack["status"] == "success", f"message.send was answered {ack}")
        sent = ack["data"]
        heard = ben.hears("message.created")
        check(heard["message"] == text, f"heard {heard['message']!r} instead of {text!r}")
        check(heard.items() <= sent.items(), f"heard {heard}, but the ack says {sent}")
    return latencies


def chat_over(url, transport):
    refuses_strangers(url, transport)
    ada, ben = Person(url, "ada"), Person(url, "ben")
    try:
        ada.connect(transport)
        ben.connect(transport)
        chat = call(url, "POST", "/api/chats", {"participants": [ben.id]}, ada.token)["data"]["id"]
        check(ben.hears("chat.created")["id"] == chat, "chat.created is of another chat")
        began = time.perf_counter()
        latencies = messages(ada, ben, chat, transport)
        took = time.perf_counter() - began
        other_events(ada, ben, chat)
        page = call(url, "GET", f"/api/chats/{chat}/messages", token=ben.token)
        check(page["meta"]["lastSeq"] == MESSAGES, f"the chat ends at {page['meta']['lastSeq']}")
        call(url, "POST", "/api/logout", token=ben.token)
        check(ben.hears("session.ended") == {"code": "auth.session_revoked"}, "the end of the session was not told")
    finally:
        ada.hang_up()
        ben.hang_up()
    print(
        f"{transport}: {MESSAGES} messages sent, acknowledged and heard in order, {MESSAGES / took:.0f} round trips/s, "
        f"ack median {statistics.median(latencies):.1f} ms, slowest {max(latencies):.1f} ms",
        flush=True,
    )


@contextlib.contextmanager
def own_server():
    """The built server on an empty directory, until we are done with it."""
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="parley-python-") as directory:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": directory, "LOG_LEVEL": "warn"}
        server = subprocess.Popen(["node", "."], cwd=ROOT, env={**env, "SEED_DEMO": "false"})
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_ready(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            check(server.wait(timeout=30) == 0, "the server did not end well")


def wait_until_ready(url, server):
    give_up = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/health/ready", timeout=5).close()
            return
        time.sleep(0.1)
    check(False, "the server did not start")


def main():
    with contextlib.nullcontext(sys.argv[1].rstrip("/")) if len(sys.argv) > 1 else own_server() as url:
        for transport in ("polling", "websocket"):
            chat_over(url, transport)


if __name__ == "__main__":
    main()
