"""A bell in a folder is heard whole or not at all, however closely somebody listens."""

from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from portal import doorbell


@pytest.fixture
def channel(tmp_path):
    doorbell.hang()
    for name in ("bell", "control"):
        (tmp_path / name).mkdir()
    folders = {"data_folder_in": "bell", "data_folder_out": "bell", "control_folder": "control"}
    options = {name: str(tmp_path / folder) for name, folder in folders.items()}
    with Connection("filesystem://localhost/", transport_options=options) as connection:
        yield connection.channel()


def test_a_message_is_not_seen_before_it_is_whole(channel, tmp_path, monkeypatch):
    write, seen = Path.write_bytes, []

    def slowly(path, content):
        write(path, content[:1])
        try:
            seen.append(channel._get("celery"))
        except Empty:
            seen.append(None)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    channel._put("celery", {"body": "job 1"})
    assert seen == [None]
    assert channel._get("celery") == {"body": "job 1"}
    assert list((tmp_path / "bell").iterdir()) == []


def test_what_cannot_be_written_is_said(channel, tmp_path):
    (tmp_path / "bell").rmdir()
    with pytest.raises(doorbell.ChannelError):
        channel._put("celery", {"body": "job 1"})
