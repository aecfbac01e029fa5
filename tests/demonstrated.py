"""The demonstration filled in once for a whole run: every portal that a test starts begins with a copy of it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]


def begin_with_the_demonstration(var: Path, tmp_path_factory) -> None:
    """Lay the demonstration, none of its papers printed yet, into a data folder; the first one that asks fills it in.

    Only for a portal on a file database. Workers of one run wait for each other, and so share what the first made.
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    filled = shared / "demonstrated"
    with open(shared / "demonstrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            making = shared / "demonstrating"
            shutil.rmtree(making, ignore_errors=True)
            kept = {name: value for name, value in os.environ.items() if not name.startswith(("KIKAO_", "DJANGO_"))}
            for outside in ("DATABASE_URL", "REDIS_URL"):
                kept.pop(outside, None)
            subprocess.run(
                [sys.executable, "bin/prepare.py"],
                cwd=HOUSE, env=kept | {"KIKAO_VAR": str(making)}, check=True, capture_output=True,
            )  # fmt: skip
            making.rename(filled)
    shutil.copytree(filled, var, dirs_exist_ok=True)
