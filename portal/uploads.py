"""How much of a file that somebody sends is taken in? What no screen accepts is counted and not kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

MOST = (
    60_000_000  # bytes; every screen's own limit is lower, and its words are said as the file still counts as too large
)


class Bounded(FileUploadHandler):
    """Passes the beginning of a file on, and lets the rest go by: 200 MB sent by mistake fill no disk and no memory."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count anew for each file."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk for the handlers that keep it, or nothing once there is too much."""
        self.taken += len(raw_data)
        return raw_data if self.taken <= MOST else None

    def file_complete(self, file_size: int) -> None:
        """The handlers that kept it make the file."""
        return None
