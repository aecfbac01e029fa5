"""Do all filed papers come out for an archive, each as the registry says?"""

import csv
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from documents import signing
from documents.models import Paper
from portal.jobs import running


@pytest.fixture
def filed(circulated, settings, tmp_path_factory):
    settings.SIGNING_KEY_FILE = tmp_path_factory.mktemp("key") / "signing.pem"
    signing.make_key(settings.SIGNING_KEY_FILE, "Kikao, test")
    running.load_handlers()
    for paper in Paper.objects.select_related("job"):
        assert running.run(paper.job_id)
    return list(Paper.objects.filed().order_by("pk"))


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


def index(folder):
    return json.loads((folder / "index.json").read_bytes())


def kept(paper) -> Path:
    return Path(default_storage.path(paper.file.name))


def test_every_filed_paper_comes_out_with_an_index(filed, out):
    call_command("export_papers", out)
    lines = index(out)
    assert [line["fingerprint"] for line in lines] == [paper.fingerprint for paper in filed]
    assert {(line["signature"], line["state"]) for line in lines} == {("valid", "taken out")}
    for line, paper in zip(lines, filed, strict=True):
        assert (out / line["file"]).read_bytes() == kept(paper).read_bytes()
    with (out / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["sha256"] for row in csv.DictReader(file)] == [paper.file_sha256 for paper in filed]


def test_run_again_it_goes_on_where_it_was_cut(filed, out):
    call_command("export_papers", out)
    (out / index(out)[0]["file"]).unlink()
    call_command("export_papers", out)
    assert [line["state"] for line in index(out)] == ["taken out"] + ["there already"] * (len(filed) - 1)


def test_another_file_under_its_name_stays_and_is_told(filed, out):
    call_command("export_papers", out)
    other = out / index(out)[0]["file"]
    other.write_text("somebody's own")
    with pytest.raises(CommandError, match=f"1 of {len(filed)} papers are not as the registry says"):
        call_command("export_papers", out)
    assert other.read_text() == "somebody's own"
    assert index(out)[0]["state"] == "another file has its name"


def test_another_index_in_the_folder_stays(filed, out):
    (out / "index.csv").write_text("somebody's own")
    with pytest.raises(CommandError, match="name another folder"):
        call_command("export_papers", out)
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("index.csv", "somebody's own")]


def test_a_changed_file_and_a_missing_one_are_not_taken_out(filed, out):
    kept(filed[0]).write_bytes(kept(filed[0]).read_bytes() + b" ")
    kept(filed[1]).unlink()
    with pytest.raises(CommandError, match="2 of"):
        call_command("export_papers", out)
    assert [(line["file"], line["state"]) for line in index(out)[:2]] == [
        ("", "file differs from the registry"),
        ("", "file missing"),
    ]
    assert not list(out.rglob("*.pdf"))
