"""What does it cost to look at a spreadsheet of 2,000 members? CPU seconds and memory, XLSX and CSV.

.venv/bin/python -m bench.spreadsheets [--json FILE]
"""

import io
import resource
import sys
import time

from bench import surroundings

ROWS, SECONDS, MEGABYTES = 2000, 3, 150


def main() -> int:
    """Read and compare; 1 when a bar is missed."""
    surroundings.start()
    from forums.models import Forum
    from members.spreadsheets.comparing import compared, parsed
    from members.spreadsheets.reading import read
    from portal.sheets import taken_along

    surroundings.fill()
    forum = Forum.objects.with_area().get(slug="032-njoro")
    heads = ["Name", "Organisation", "Designation", "Sector", "Gender", "Age", "Disability", "Telephone"]
    lines = [[f"Person {n}", f"Body {n % 300}", "Chair", "S15", "F", "24", "no", f"07{n:08d}"] for n in range(ROWS)]
    rows = []
    for kind in ("csv", "xlsx"):
        content = taken_along(kind, "bench", heads, lines).getvalue()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.process_time()
        found = compared(forum, parsed(read(io.BytesIO(content), len(content)).rows))
        seconds = time.process_time() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        held = len(found) == ROWS and seconds <= SECONDS and grown <= MEGABYTES
        rows.append(
            {
                "file": f"{kind}, {ROWS} rows, {len(content) // 1000} KB",
                "CPU s": f"{seconds:.2f}",
                "bar s": SECONDS,
                "grown MB": f"{grown:.0f}",
                "bar MB": MEGABYTES,
                "held": "yes" if held else "NO",
            }
        )
    return surroundings.written(rows, sys.argv)


if __name__ == "__main__":
    sys.exit(main())
