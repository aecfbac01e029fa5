"""Who starts the web server and the worker together, and stops them together?

bin/run hands over to this parent. It has the data folder prepared, starts both, says where the portal is once it
answers, and waits. Ctrl-C stops both. If one of them stops by itself, it says so and stops the other: what fails is
seen, not restarted in silence. Should the parent itself be killed, the kernel stops its children.
"""

import contextlib
import ctypes
import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("KIKAO_VAR") or ROOT / "var").resolve()
READY_WITHIN = 90  # seconds until the first answer, also on a slow machine
STOP_WITHIN = 3  # seconds for requests and a paper in hand to end; a job cut short is taken up again at the next start
WORKER_MEMORY = 350_000  # KiB after which the worker's process is replaced by a fresh one
AS_ROOT = "You're running the worker with superuser privileges"  # a warning for those who accept pickles; we do not
PR_SET_PDEATHSIG = 1

LIBC = ctypes.CDLL(None, use_errno=True)


class Stop(Exception):
    """Somebody asked for an end; the signal's number is its argument."""


def say(sentence: str) -> None:
    """One sentence to the person at the keyboard, apart from what the portal prints for use."""
    print(f"kikao: {sentence}", file=sys.stderr, flush=True)


def asked_to_stop(number: int, _frame: object) -> None:
    """The first signal asks for an orderly stop; a second one is for those who cannot wait."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN if each == signal.SIGHUP else hurry)
    raise Stop(number)


def hurry(_number: int, _frame: object) -> None:
    """From now on nobody waits."""
    global STOP_WITHIN
    STOP_WITHIN = 0


def port() -> int:
    """PORT, between 1 and 65535; ends the programme with a sentence when it is something else."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        say(f"PORT must be a number between 1 and 65535, not {given!r}.")
        sys.exit(1)
    return int(given)


def check_the_port_is_free(address: str, number: int) -> None:
    """End with one sentence when the address cannot be had, before anything is prepared."""
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(address, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except OSError as wrong:
        if wrong.errno == errno.EADDRINUSE:
            say(f"port {number} is taken by another program; give another one, for instance PORT={number + 1} bin/run.")
        elif wrong.errno == errno.EACCES:
            say(f"port {number} is only for the system's administrator; give one above 1023, for instance PORT=8000.")
        else:
            say(f"Kikao cannot listen on {address}, port {number}: {wrong.strerror}.")
        sys.exit(1)


def hold_the_data_folder() -> object:
    """One portal at a time in a data folder: the lock on it, kept until this parent ends however it ends."""
    try:
        (VAR / "run").mkdir(parents=True, exist_ok=True)
        lock = open(VAR / "run" / "lock", "w")  # noqa: SIM115 - held open on purpose
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"another Kikao is running on {VAR}; stop it first, or give another folder in KIKAO_VAR.")
        sys.exit(1)
    except OSError as wrong:
        say(f"the data folder {VAR} cannot be written: {wrong.strerror}.")
        sys.exit(1)
    return lock


def prepared(arguments: list[str]) -> str:
    """What bin/prepare.py wants said once the portal answers; its failure (a sentence already said) ends us."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bin" / "prepare.py"), *arguments], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.returncode if done.returncode > 0 else 128 - done.returncode)
    return done.stdout


def die_with_the_parent() -> None:
    """Run in the child before it becomes its program: the kernel ends it when the parent is gone."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(name: str, arguments: list[str]) -> tuple[str, subprocess.Popen]:
    """Start one of the two in a session of its own, so that a Ctrl-C reaches only this parent."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": f"ignore:{AS_ROOT}"},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,
        preexec_fn=die_with_the_parent,  # safe: there are no threads here
    )
    return name, process


def what_is_missing(address: str, number: int, host: str) -> str:
    """What /readyz says is wanting; nothing when everything the portal needs is there."""
    connection = http.client.HTTPConnection(address, number, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        answer = connection.getresponse()
        return (
            ""
            if answer.status == 200
            else " ".join(f"{answer.status} {answer.read(500).decode(errors='replace')}".split())
        )
    except (OSError, http.client.HTTPException) as wrong:
        return f"no answer ({wrong})"
    finally:
        connection.close()


def stopped(children: list[tuple[str, subprocess.Popen]]) -> bool:
    """Whether one of them has stopped by itself; then its name and exit code are said."""
    for name, process in children:
        if process.poll() is not None:
            say(f"{name} stopped by itself (exit code {process.returncode}); Kikao stops. Its last words are above.")
            return True
    return False


def stop(children: list[tuple[str, subprocess.Popen]]) -> None:
    """Ask both to end, wait a little, and leave no process of theirs behind."""
    for _name, process in children:
        if process.poll() is None:
            process.terminate()
    asked = time.monotonic()
    while any(process.poll() is None for _name, process in children) and time.monotonic() - asked < STOP_WITHIN:
        time.sleep(0.05)
    for _name, process in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def serve(arguments: list[str], children: list[tuple[str, subprocess.Popen]]) -> int:
    """Prepare, start both and wait for an end; the exit code."""
    number = port()
    address = os.environ.get("KIKAO_BIND") or "127.0.0.1"
    origin = (os.environ.get("KIKAO_ORIGIN") or f"http://localhost:{number}").rstrip("/")
    check_the_port_is_free(address, number)
    _lock = hold_the_data_folder()
    greeting = prepared(arguments)

    children.append(start("the web server", ["gunicorn", "portal.wsgi:application"]))
    schedule = VAR / "run" / "schedule"
    children.append(
        start(
            "the worker",
            ["celery", "--quiet", "-A", "portal", "worker", "-B", f"--schedule={schedule}", "--concurrency=1"]
            + [f"--max-memory-per-child={WORKER_MEMORY}", "--without-gossip", "--without-mingle", "--loglevel=WARNING"],
        )
    )
    here = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(address, address)  # noqa: S104 - asked of ourselves
    began = time.monotonic()
    while missing := what_is_missing(here, number, origin.split("://", 1)[-1]):
        if stopped(children):
            return 1
        if time.monotonic() - began > READY_WITHIN:
            say(f"the portal did not become ready within {READY_WITHIN} seconds; /readyz says: {missing}")
            return 1
        time.sleep(0.3)
    print(f"\nKikao is at {origin}\n", flush=True)
    if greeting:
        print(greeting.rstrip("\n") + "\n", flush=True)
    print("Ctrl-C stops it.", flush=True)
    while not stopped(children):
        time.sleep(0.2)
    return 1


def main() -> int:
    """Serve until told to stop; 130 after Ctrl-C, 0 after an orderly request to end, 1 when something failed."""
    os.environ["KIKAO_VAR"] = str(VAR)
    os.chdir(ROOT)
    os.umask(0o077)  # the database and the papers are for this user's eyes only
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, asked_to_stop)
    children: list[tuple[str, subprocess.Popen]] = []
    try:
        return serve(sys.argv[1:], children)
    except Stop as end:
        return 130 if end.args[0] == signal.SIGINT else 0
    finally:
        stop(children)


if __name__ == "__main__":
    sys.exit(main())
