"""A forum's papers speak its language, whoever files them and whatever language they read the screens in."""

import subprocess

from documents import press
from documents.models import Paper
from forums.models import Rules
from meetings.workflow import MINUTES


def test_minutes_are_filed_in_the_language_that_the_forum_chose(clearing, cast):
    Rules.objects.create(forum=clearing.meeting.forum, language="sw")
    MINUTES.take(clearing, "clear", by=cast.chair)
    MINUTES.take(clearing, "clear", by=cast.co_chair)
    record = Paper.objects.get(kind="minutes", copy="officers").record
    assert record["language"] == "sw"
    assert record["meeting"]["ordinal"] == "ROBO MWAKA WA 3"
    pdf = press.render(record).pdf
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    assert "WANACHAMA WALIOHUDHURIA" in said.decode()
    assert "12 MACHI 2025" in said.decode()
