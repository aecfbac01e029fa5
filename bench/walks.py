"""Can every screen be used by keyboard alone, and without JavaScript? Walks through each in a real Chromium.

.venv/bin/python -m bench.walks
"""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


def main() -> int:
    """The answer of the walks; 0 when nothing was found."""
    return subprocess.call(
        [sys.executable, "-m", "pytest", "-q", "-m", "walk", "-n", "2", "tests/browser/test_walks.py"], cwd=HOUSE
    )


if __name__ == "__main__":
    sys.exit(main())
