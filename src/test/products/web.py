"""Starts a product that is used over HTTP, asks it, and ends it."""
import contextlib
import http.cookiejar
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

SESSION = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def serving(command, health, port, environment=None, patience=480):
    """The base URL of what the command serves, from when its health is answered with 200."""
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=sys.stderr, start_new_session=True
    )
    base = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + patience
        while ask(base + health)[0] != 200:
            assert process.poll() is None, f"{command[0]} ended by itself"
            assert time.monotonic() < deadline, f"{command[0]} does not answer after {patience} s"
            time.sleep(0.5)
        yield base
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)


def ask(url, body=None, form=None, token=None, headers=None):
    """The status and what was answered, JSON where it is that; 0 where nobody answers."""
    data = json.dumps(body).encode() if body is not None else form and urllib.parse.urlencode(form).encode()
    headers = {**(headers or {}), **({"Content-Type": "application/json"} if body is not None else {})}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        with SESSION.open(urllib.request.Request(url, data, headers), timeout=60) as answer:
            return answer.status, parsed(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, parsed(error.read())
    except OSError as error:
        return 0, str(error)


def parsed(body):
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")


def require(url, **how):
    status, answer = ask(url, **how)
    assert 200 <= status < 300, f"{url}: {status} {answer}"
    return answer


def at_once(many, question):
    """Asks so many at once; the distinct statuses."""
    with ThreadPoolExecutor(many) as threads:
        return set(threads.map(lambda any: question(), range(4 * many)))
