"""Nothing is lost: a backup holds every row and file, and a restore refuses what does not fit."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from documents.models import Paper
from forums import ledger
from forums.models import Area, LedgerEntry
from members.models import User
from portal import backup


@pytest.fixture(autouse=True)
def key(settings):
    settings.BACKUP_KEY = "a key for the tests, long enough to be one"


@pytest.fixture
def made(sealed, tmp_path):
    """A backup of a forum with sealed minutes and a stored file."""
    default_storage.save("papers/one.pdf", ContentFile(b"%PDF one"))
    return backup.write(tmp_path / "backups")


def everything() -> dict[str, list]:
    return {model._meta.label_lower: list(model._base_manager.order_by("pk").values()) for model in backup.tables()}


def test_everything_comes_back_row_by_row_and_the_chain_holds(made):
    before = everything()
    for model in reversed(backup.tables()):
        model._base_manager.all()._raw_delete("default")
    default_storage.delete("papers/one.pdf")
    manifest = backup.restore(made)
    assert everything() == before
    with default_storage.open("papers/one.pdf") as file:
        assert file.read() == b"%PDF one"
    assert list(ledger.faults()) == []
    assert manifest["ledger_head"] == ledger.head_hash()


def test_new_rows_after_a_restore_find_their_numbers(made):
    backup.restore(made, replace=True)
    assert User.objects.create_user("new@kikao.test", name="New").pk is not None
    assert Area.objects.create(
        level="county", code="999", name="New", path="/KE/RV/999/", parent=Area.objects.get(code="RV")
    ).pk


def test_a_database_with_something_in_it_is_not_overwritten_unasked(made):
    with pytest.raises(backup.Refused, match="not empty"):
        backup.restore(made)
    assert Paper.objects.count() == 4


def test_one_changed_byte_is_refused_and_nothing_changes(made):
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    before = everything()
    with pytest.raises(backup.Refused, match="changed"):
        backup.restore(made, replace=True)
    assert everything() == before


def test_a_cut_backup_is_refused(made):
    made.write_bytes(made.read_bytes()[:-40])
    with pytest.raises(backup.Refused):
        backup.restore(made, replace=True)


def test_another_key_opens_nothing(made, settings):
    settings.BACKUP_KEY = "another key"
    with pytest.raises(backup.Refused, match="key"):
        backup.restore(made, replace=True)


def test_the_file_shows_nothing_of_what_is_in_it(made):
    content = made.read_bytes()
    assert b"Njoro" not in content
    assert b"kikao.test" not in content


def test_a_backup_of_another_version_is_refused(made, monkeypatch):
    monkeypatch.setattr(backup, "_migrations", lambda: ["forums.0001_initial"])
    with pytest.raises(backup.Refused, match="another version"):
        backup.restore(made, replace=True)


def test_a_ledger_changed_before_the_backup_is_named_at_restore(sealed, tmp_path):
    LedgerEntry.objects.filter(number=2).update(verb="nothing")
    made = backup.write(tmp_path / "backups")
    with pytest.raises(backup.Refused, match="Entry 2 was changed"):
        backup.restore(made, replace=True)


def test_without_a_key_no_backup_is_made(db, settings, tmp_path):
    settings.BACKUP_KEY = ""
    with pytest.raises(backup.Refused, match="key"):
        backup.write(tmp_path)


def test_a_backup_before_a_migration_reads_the_tables_as_they_are(transactional_db, tmp_path):
    call_command("migrate", "usersessions", "zero", verbosity=0)
    made = backup.write(tmp_path / "backups")
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    call_command("migrate", "usersessions", verbosity=0)
    with pytest.raises(backup.Refused, match="another version"):
        backup.restore(made, replace=True)
