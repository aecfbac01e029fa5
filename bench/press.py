"""What does the press add to WeasyPrint? CPU for the same page, tags and variant; signing apart; memory after many papers.

.venv/bin/python -m bench.press [--json FILE]
"""

import gc
import resource
import statistics
import subprocess
import sys
import time

from bench import surroundings

REPEATS = 9
WEB = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
from portal.wsgi import application
from django.test import Client
Client().get("/livez", headers={"Host": "localhost"})
print(sorted({"weasyprint", "pyhanko", "pikepdf"} & set(sys.modules)))
"""


def main() -> int:
    """Measure the press; 1 when a bar is missed."""
    surroundings.start()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from documents import press
    from documents.fingerprint import fingerprint_of
    from documents.models import Paper

    made = surroundings.fill()
    record = Paper.objects.get(copy="officers", subject_id=made["circulated"].pk).record
    html, fingerprint = press.html_of(record), fingerprint_of(record)

    def bare() -> bytes:
        source = HTML(string=html, url_fetcher=press.NamedAssets(fingerprint), base_url="asset:")
        return source.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/a-3a", pdf_tags=True)

    def cpu(deed) -> float:
        gc.collect()
        began = time.process_time()
        deed()
        return time.process_time() - began

    drawn = press.render(record).pdf
    bare()
    told: dict[str, list[float]] = {"bare": [], "press": [], "sign": []}
    for turn in range(REPEATS):
        for name, deed in sorted({"bare": bare, "press": lambda: press.render(record)}.items(), reverse=turn % 2 == 1):
            told[name].append(cpu(deed))
        told["sign"].append(cpu(lambda: press.sign(drawn)))
    median = {name: statistics.median(values) for name, values in told.items()}
    ratio = median["press"] / median["bare"]
    for _ in range(20):
        press.print_paper(record)
        gc.collect()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    loaded = subprocess.run([sys.executable, "-c", WEB], capture_output=True, text=True).stdout.strip()
    rows = [
        {"what": "bare WeasyPrint, CPU s", "got": f"{median['bare']:.2f}", "bar": "", "held": ""},
        {"what": "press, CPU s", "got": f"{median['press']:.2f}", "bar": "", "held": ""},
        {"what": "press to bare", "got": f"{ratio:.2f}", "bar": "1.15", "held": "yes" if ratio <= 1.15 else "NO"},
        {"what": "signing, CPU s", "got": f"{median['sign']:.2f}", "bar": "", "held": ""},
        {
            "what": "memory after 40 papers, MB",
            "got": f"{memory:.0f}",
            "bar": "350",
            "held": "yes" if memory <= 350 else "NO",
        },
        {"what": "printers loaded by the web", "got": loaded, "bar": "[]", "held": "yes" if loaded == "[]" else "NO"},
    ]
    return surroundings.written(rows, sys.argv)


if __name__ == "__main__":
    sys.exit(main())
