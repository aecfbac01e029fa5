"""How does the web server run? gunicorn reads this by itself, under bin/run and in a container alike."""

import os
from pathlib import Path

_bind = os.environ.get("KIKAO_BIND") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"
bind = [f"[{_bind}]:{_port}" if ":" in _bind else f"{_bind}:{_port}"]

# Two processes of four threads: two cores are used, and a slow reader on a weak line holds a thread, not a process.
workers = 2
threads = 4
worker_class = "gthread"
preload_app = True  # the code is in memory once, and a mistake in it stops the start instead of every worker

timeout = 60
graceful_timeout = 5
keepalive = 5
max_requests = 5000  # a process that grew is replaced
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a heartbeat must not wait for a disk

# Who is trusted to say where a request came from is decided in the portal's settings, by counting proxies.
forwarded_allow_ips = "127.0.0.1,::1"
control_socket_disable = True
loglevel = "warning"
accesslog = None  # addresses of people are no part of a log
