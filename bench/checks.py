"""Does the suite notice when a check in forums/access.py is deleted? Deletes each in a copy and runs tests/access.

.venv/bin/python -m bench.checks
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
CHECKS = {
    "the anonymous and the inactive hold nothing": ('if not getattr(user, "is_active", False):', "if False:"),
    "grants are rebuilt when their moment has passed": ("user.grants_change_at <= timezone.now()", "False"),
    "a right is held at its own area": ("return path in self.here[right] or any", "return any"),
    "a right reaches down only by its path": ("any(path.startswith(top) for top in self.below[right])", "bool(self.below[right])"),
    "a right must exist to be asked for": ("    RIGHTS[right]\n    return reach_of", "    return reach_of"),
    "a queryset keeps only the areas held": ('parts.append(Q(**{f"{area}__path__in": places}))', "parts.append(~Q(pk__in=[]))"),
    "a queryset reaches down only by path": ('[Q(**{f"{area}__path__startswith": top}) for top in tops]', "[~Q(pk__in=[]) for top in tops]"),
    "a queryset shows nothing without the right": ("if parts else Q(pk__in=[])", "if parts else ~Q(pk__in=[])"),
    "a top below another top does not hide it": ("if not any(top != other and top.startswith(other) for other in tops)", "if not any(top.startswith(other) for other in tops)"),
    "an outsider gets 404": ("if row is None:\n        raise Http404", "if row is None:\n        raise PermissionDenied"),
    "an unreadable row is refused": ('if not getattr(row, "may_be_read", True):\n        raise PermissionDenied\n', ""),
    "a missing right is refused": ("    require(user, right, row.area)\n", ""),
    "a page of the country does not exist for others": ("    if not any(top.count(\"/\") == COUNTRY for top in reach_of(user).below[right]):\n        raise Http404\n", ""),
    "require refuses": ("if not may(user, right, area):\n        raise PermissionDenied", "may(user, right, area)"),
}  # fmt: skip


def main() -> int:
    """Delete each check in turn; 1 when the suite stayed green without one of them."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "kikao"
        shutil.copytree(HOUSE, copy, ignore=shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", ".*_cache"))
        access = copy / "forums" / "access.py"
        whole = access.read_text()
        for name, (check, without) in CHECKS.items():
            if check not in whole:
                print(f"{name}: this check is not in access.py any more")
                unnoticed += 1
                continue
            access.write_text(whole.replace(check, without))
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-x",
                "-n",
                "2",
                "-p",
                "no:cacheprovider",
                "tests/access",
                "tests/security",
            ]
            said = subprocess.run(command, cwd=copy, capture_output=True, text=True)
            red = next((line for line in said.stdout.splitlines() if line.startswith("FAILED")), "")
            unnoticed += said.returncode == 0
            print(
                f"{name}: {'NOT NOTICED' if said.returncode == 0 else red.removeprefix('FAILED ').split(' - ')[0]}",
                flush=True,
            )
    return int(bool(unnoticed))


if __name__ == "__main__":
    sys.exit(main())
