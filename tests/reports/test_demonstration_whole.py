"""A demonstration that stumbles halfway leaves nothing behind."""

import pytest

from forums.models import Forum
from members.models import Person
from portal.models import is_demonstration
from reports.demonstration import accounts, loading


def test_all_or_nothing(db, monkeypatch):
    def stumble(*args):
        raise RuntimeError("halfway")

    monkeypatch.setattr(accounts, "open_all", stumble)
    with pytest.raises(RuntimeError):
        loading.load()
    assert not Person.objects.exists()
    assert not Forum.objects.exists()
    assert not is_demonstration()
