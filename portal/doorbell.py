"""How does a bell ring in a folder, where there is no Redis? kombu's filesystem transport, with every message whole.

kombu opens a message under its final name and writes it afterwards: a worker that looks in between takes an empty
message, and ends. Here a message is written under another name and gets its own when it is whole.
"""

import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A channel whose messages appear whole."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        draft = Path(self.data_folder_out) / f".{name}.new"
        try:
            draft.write_bytes(str_to_bytes(dumps(payload)))
            draft.rename(draft.with_name(name))
        except OSError as wrong:
            raise ChannelError(f"Cannot add {name} to the folder") from wrong


class Transport(filesystem.Transport):
    """The filesystem transport with these channels."""

    Channel = Channel


def hang() -> None:
    """Let `filesystem://` mean this transport."""
    TRANSPORT_ALIASES["filesystem"] = "portal.doorbell:Transport"
