"""How is a long file kept secret and whole? Frames of AES-256-GCM, numbered, the last one marked.

A changed, missing, doubled or cut frame is noticed; nothing is ever wholly in memory.
"""

import hashlib
import io
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"KIKAO-BACKUP-1\n"
FRAME = 1024 * 1024


class NotWhole(Exception):
    """The file is no backup, was changed or cut, or the key is another one."""


def _cipher(secret: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(hashlib.sha256(secret.encode()).digest()))


def _nonce(number: int) -> bytes:
    return struct.pack(">IQ", 0, number)


class Sealing(io.RawIOBase):
    """Writes frames to a file; `close` writes the last one."""

    def __init__(self, file: BinaryIO, secret: str) -> None:
        salt = os.urandom(16)
        file.write(MAGIC + salt)
        self.file, self.cipher, self.number, self.kept = file, _cipher(secret, salt), 0, bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data) -> int:  # type: ignore[override]
        """Take bytes, and pass on whole frames."""
        self.kept += data
        while len(self.kept) > FRAME:
            self._frame(bytes(self.kept[:FRAME]), b"more")
            del self.kept[:FRAME]
        return len(data)

    def close(self) -> None:
        """Write the last frame; the file below stays open."""
        if not self.closed:
            self._frame(bytes(self.kept), b"last")
        super().close()

    def _frame(self, plain: bytes, place: bytes) -> None:
        sealed = self.cipher.encrypt(_nonce(self.number), plain, place)
        self.file.write(struct.pack(">I?", len(sealed), place == b"last") + sealed)
        self.number += 1


class Unsealing(io.RawIOBase):
    """Reads what `Sealing` wrote. Raises NotWhole as soon as something does not fit."""

    def __init__(self, file: BinaryIO, secret: str) -> None:
        head = file.read(len(MAGIC) + 16)
        if head[: len(MAGIC)] != MAGIC or len(head) != len(MAGIC) + 16:
            raise NotWhole("this file is no backup of the portal")
        self.file, self.cipher, self.number = file, _cipher(secret, head[len(MAGIC) :]), 0
        self.kept, self.ended = b"", False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer) -> int:  # type: ignore[override]
        """Fill the buffer from the frames."""
        while not self.kept and not self.ended:
            self.kept = self._frame()
        part = self.kept[: len(buffer)]
        buffer[: len(part)] = part
        self.kept = self.kept[len(part) :]
        return len(part)

    def _frame(self) -> bytes:
        head = self.file.read(5)
        if len(head) != 5:
            raise NotWhole("the backup was cut off, or is damaged")
        length, self.ended = struct.unpack(">I?", head)
        sealed = self.file.read(min(length, FRAME + 16))
        try:
            plain = self.cipher.decrypt(_nonce(self.number), sealed, b"last" if self.ended else b"more")
        except InvalidTag:
            raise NotWhole("the key is another one, or the backup was changed") from None
        self.number += 1
        return plain
