"""A real portal for a real browser: server, worker, file database and data folder of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.demonstrated import begin_with_the_demonstration

HOUSE = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "kikao-demo-2025"
READY_WITHIN = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def surroundings_of(var: Path, port: int) -> dict[str, str]:
    """The environment of a portal on a data folder."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("KIKAO_", "DJANGO_"))},
        "KIKAO_VAR": str(var),
        "PORT": str(port),
        "KIKAO_SWEEP_SECONDS": "3",
    }


@contextlib.contextmanager
def started(var: Path, *arguments: str):
    """A portal as `bin/run` starts it, in a data folder of its own, until the end; its address."""
    port = free_port()
    surroundings = surroundings_of(var, port)
    address = f"http://localhost:{port}"
    with open(var / "log", "wb") as log:
        parent = subprocess.Popen(
            [sys.executable, "bin/serve.py", *arguments],
            cwd=HOUSE, env=surroundings, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + READY_WITHIN
            # what it has to tell comes once it has seen for itself that it is ready
            while not (is_ready(address) and "Ctrl-C stops it." in (var / "log").read_text()):
                assert parent.poll() is None and time.monotonic() < deadline, (var / "log").read_text()
                time.sleep(0.3)
            yield address
        finally:
            parent.terminate()
            parent.wait(20)
    shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A portal with the demonstration: its address and its data folder."""
    var = tmp_path_factory.mktemp("portal")
    if not os.environ.get("DATABASE_URL"):
        begin_with_the_demonstration(var, tmp_path_factory)
    with started(var) as address:
        yield SimpleNamespace(address=address, var=var)


@pytest.fixture(scope="session")
def portal(place):
    """The address of that portal."""
    return place.address


@pytest.fixture
def empty_portal(tmp_path_factory, monkeypatch):
    """The address of a portal without the demonstration, and its data folder; always on a file database of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    var = tmp_path_factory.mktemp("empty")
    with started(var, "--empty") as address:
        yield SimpleNamespace(address=address, var=var)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # two portals and two browsers share two cores
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(portal, chromium):
    """Opens a page in which somebody of the demonstration has signed in; what the page complains about fails the test."""
    opened, complaints = [], []

    def enter(account: str, width: int = 1280, javascript: bool = True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, accept_downloads=True
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{account}: {error}"))
        page.on(
            "console",
            lambda said: complaints.append(f"{account}: {said.text}") if "Content Security" in said.text else None,
        )
        opened.append(context)
        page.goto(f"{portal}/account/login/")
        page.fill("[name=login]", f"{account}@kikao.example")
        page.fill("[name=password]", PASSWORD)
        page.click("main button:has-text('Sign in')")
        page.wait_for_url(f"{portal}/")
        return page

    yield enter
    for context in opened:
        context.close()
    assert complaints == []
