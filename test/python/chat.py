#!/usr/bin/python3
"""A client nobody here wrote: two people chat over Debian's python3-socketio.

    chat.py [server URL]

Without a URL it starts the built server itself, on an empty directory, and also tries what passes: a restart, too many
sockets and, where TEST_DATABASE_URL names a PostgreSQL, a database that is away or does not answer. After each of them a
client with default settings has to be back by itself. Ends with 1 at the first thing that is not as docs/realtime.md says,
else prints how fast it went.
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
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import socketio

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MESSAGES = 60  # as many as a person may send to a chat at once
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


class Patient:
    """A client with default settings that has connected once, and is to come back by itself from whatever passes."""

    def __init__(self, url, token):
        self.failed, self.ready, self.ended = threading.Semaphore(0), threading.Semaphore(0), queue.Queue()
        self.client = socketio.Client()
        self.client.on("connection.ready", lambda payload: self.ready.release())
        self.client.on("session.ended", self.ended.put)
        self.connect_once, self.client.connect = self.client.connect, self.connect
        self.connect(url, auth={"token": token}, wait_timeout=PATIENCE)
        self.is_ready("at first")

    def connect(self, *args, **options):
        """The library calls this for each attempt to reconnect."""
        try:
            self.connect_once(*args, **options)
        except Exception:
            self.failed.release()
            raise

    def loses_its_connection(self):
        check(self.client.transport() == "websocket", "the client did not upgrade to WebSocket")
        self.client.eio.ws.sock.shutdown(socket.SHUT_RDWR)

    def is_refused(self, times, why):
        for _ in range(times):
            check(self.failed.acquire(timeout=PATIENCE), f"made no further attempt: {why}")

    def is_ready(self, when):
        check(self.ready.acquire(timeout=60), f"was not back by itself: {when}")


def stops_with_its_session(url, token):
    patient = Patient(url, token)
    call(url, "POST", "/api/logout", token=token)
    check(patient.ended.get(timeout=PATIENCE) == {"code": "auth.session_revoked"}, "the end of the session was not told")
    patient.client.eio.wait()
    check(patient.client._reconnect_task is None, "the client reconnects although its session has ended")


def comes_back_after_a_restart(url, token, server):
    patient = Patient(url, token)
    server.restart()
    patient.is_ready("after a restart")
    patient.client.disconnect()


def waits_for_a_place(url, token):
    patient = Patient(url, token)
    others = [socketio.Client(reconnection=False) for _ in range(50)]
    for other in others[:-1]:
        other.connect(url, auth={"token": token}, transports=["websocket"], wait_timeout=PATIENCE)
    patient.loses_its_connection()
    last = others[-1]
    while not last.connected:  # the server has yet to notice that there is a place
        with contextlib.suppress(socketio.exceptions.ConnectionError):
            last.connect(url, auth={"token": token}, transports=["websocket"])
    patient.is_refused(2, "too many sockets")
    for other in others:
        other.disconnect()
    patient.is_ready("after other sockets were closed")
    patient.client.disconnect()


def waits_for_the_database(url, token, database):
    for state, attempts in (("away", 2), ("stalled", 1)):
        patient = Patient(url, token)
        database.state = state
        if state == "away":
            database.cut()
        patient.loses_its_connection()
        patient.is_refused(attempts, f"the database is {state}")
        database.state = "there"
        patient.is_ready(f"after the database was {state}")
        patient.client.disconnect()


class Database:
    """A way to the PostgreSQL of TEST_DATABASE_URL that can be broken (`away`) or carry nothing (`stalled`)."""

    def __init__(self, target):
        self.target, self.state, self.open = urllib.parse.urlsplit(target), "there", []
        self.listener = socket.create_server(("127.0.0.1", 0))
        place = f"{self.target.username or 'postgres'}@127.0.0.1:{self.listener.getsockname()[1]}"
        self.url = self.target._replace(netloc=place).geturl()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            if self.state == "away":
                client.close()
                continue
            server = socket.create_connection((self.target.hostname, self.target.port or 5432))
            self.open += [client, server]
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                while self.state == "stalled":
                    time.sleep(0.05)
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        for end in self.open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.open = []


class Server:
    """The built server in a process of its own."""

    def __init__(self, env):
        self.env = env
        self.url = f"http://127.0.0.1:{env['PORT']}"
        self.start()

    def start(self):
        self.process = subprocess.Popen(["node", "."], cwd=ROOT, env=self.env)
        wait_until_ready(self.url, self.process)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(timeout=30) == 0, "the server did not end well")

    def restart(self):
        self.stop()
        self.start()


@contextlib.contextmanager
def own_server(**settings):
    """A server on an empty directory, until we are done with it."""
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="parley-python-") as directory:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        env = {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": directory, "LOG_LEVEL": "error", "SEED_DEMO": "false"}
        server = Server({**os.environ, **env, **settings})
        try:
            yield server
        finally:
            server.stop()


def wait_until_ready(url, server):
    give_up = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < give_up:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/health/ready", timeout=5).close()
            return
        time.sleep(0.1)
    check(False, "the server did not start")


def what_passes_on(server):
    url = server.url
    stops_with_its_session(url, Person(url, "ada").token)
    comes_back_after_a_restart(url, Person(url, "ben").token, server)
    waits_for_a_place(url, Person(url, "cleo").token)
    print("a restart and too many sockets: back by itself; the end of its session: not", flush=True)


def what_passes_with_the_database():
    database = Database(os.environ["TEST_DATABASE_URL"])
    with own_server(DATABASE_URL=database.url, JWT_SECRET="a secret of this test, thirty-two characters") as server:
        waits_for_the_database(server.url, Person(server.url, "ada").token, database)
    print("a database that was away, and one that did not answer: back by itself", flush=True)


def main():
    if len(sys.argv) > 1:
        chats(sys.argv[1].rstrip("/"))
        return
    with own_server() as server:
        chats(server.url)
        what_passes_on(server)
    if "TEST_DATABASE_URL" in os.environ:
        what_passes_with_the_database()
    else:
        print("no TEST_DATABASE_URL: nothing was tried without the database", flush=True)


def chats(url):
    for transport in ("polling", "websocket"):
        chat_over(url, transport)


if __name__ == "__main__":
    main()
