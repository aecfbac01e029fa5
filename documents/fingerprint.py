"""How is a record written so that its fingerprint is always the same? Canonical JSON and its SHA-256."""

import hashlib
import json
import re
from typing import Any


def canonical(record: dict[str, Any]) -> bytes:
    """The record as UTF-8 JSON with sorted keys and no spaces."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint_of(record: dict[str, Any]) -> str:
    """The SHA-256 of the canonical record, 64 hex signs."""
    return hashlib.sha256(canonical(record)).hexdigest()


def grouped(fingerprint: str, signs: int = 32) -> str:
    """The first signs in groups of four, as papers print them."""
    return " ".join(re.findall("....", fingerprint[:signs]))


def typed(words: str) -> str:
    """What somebody typed or pasted, as bare hex signs; empty when it cannot be a fingerprint."""
    bare = re.sub(r"[\s-]", "", words.lower())
    return bare if re.fullmatch(r"[0-9a-f]{8,64}", bare) else ""
