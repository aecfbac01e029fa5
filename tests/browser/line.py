"""A line between a browser and the portal that can be cut where it hurts: before the answer, in mid-body, altogether."""

import contextlib
import socket
import threading
import time


class Line:
    """Passes bytes on to the port of a portal. `cut` names what becomes of the next sendings: `answer` or `body`."""

    def __init__(self, port: int) -> None:
        self.port, self.up, self.rate = port, True, 0
        self.cut, self.cuts, self.made = "", 0, 0
        self.open: set[socket.socket] = set()
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self.ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut_next(self, where: str, times: int = 1) -> None:
        """Cut the next sendings of a text or a tick."""
        self.cut, self.cuts, self.made = where, times, 0

    def down(self) -> None:
        """No line: what is open breaks, nothing new is taken."""
        self.up = False
        for end in list(self.open):
            self._close(end)

    def close(self) -> None:
        """For good."""
        self.down()
        self.ear.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.ear.accept()
                if not self.up:
                    near.close()
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self.port), 5)
                    far.settimeout(None)
                except OSError:
                    near.close()
                    continue
                self.open |= {near, far}
                doomed = threading.Event()
                for pair in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pass, args=(*pair, doomed), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, asks: bool, doomed: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if (
                    asks
                    and self.cuts
                    and piece.startswith(b"POST /")
                    and (b"/save/" in piece[:80] or b"/mark/" in piece[:80])
                ):
                    self.cuts, self.made = self.cuts - 1, self.made + 1
                    if self.cut == "body":
                        target.sendall(piece[: piece.find(b"\r\n\r\n") + 40])
                        break
                    doomed.set()
                elif not asks and doomed.is_set():
                    break  # the portal has done it, and its answer never arrives
                if self.rate:
                    time.sleep(len(piece) / self.rate)
                target.sendall(piece)
        for end in (source, target):
            self._close(end)

    def _close(self, end: socket.socket) -> None:
        self.open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
