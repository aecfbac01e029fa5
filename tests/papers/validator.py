"""What does the validator say of finished papers? It lies beside the checkout, not in it; where it is absent, tests say so."""

import subprocess
from pathlib import Path

import pytest

VERAPDF = Path(__file__).resolve().parents[3] / "shared" / "tools" / "verapdf" / "check"
# The judge is no part of the product: a stranger's clone runs everything else, and the skip is printed with its reason.
needs_validator = pytest.mark.skipif(not VERAPDF.exists(), reason="the validator is not beside this checkout")


def assert_both_standards_kept(files: list[Path]) -> None:
    """Every file passes PDF/A-3a and PDF/UA-1."""
    said = subprocess.run([VERAPDF, "auto", *files], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("PASS") == 2 * len(files)
