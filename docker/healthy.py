"""Does the web server in this container answer? Exit code 0 if it does.

It asks /livez: /readyz also speaks of the worker and the database, and a site with a stopped printer stays open.
"""

import http.client
import os
import sys


def main() -> int:
    """Ask /livez on this machine."""
    host = os.environ.get("KIKAO_ORIGIN", "http://localhost").split("://", 1)[-1].rstrip("/")
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    try:
        connection.request("GET", "/livez", headers={"Host": host})
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
