"""The paper in every way that minutes can end: silence, vacancy, paper, refusal, circulation, amendments, addenda."""

from functools import cache
from typing import Any

import pytest

from documents import press
from tests.papers.sample_record import CHAIR, CO_CHAIR, sample_record
from tests.papers.test_press import signing_key, text_of
from tests.papers.validator import assert_both_standards_kept, needs_validator

__all__ = ["signing_key"]  # used by every test of this file

TAKEN = {
    "paragraph": "4.1",
    "reference": "",
    "name": "Esther Nyaboke",
    "office": "Chief, Mauche",
    "on": "2025-03-21",
    "why": "The patrol book shows six cases.",
    "outcome": "accepted",
    "answer": "",
    "edition": 2,
}
LEFT = TAKEN | {
    "paragraph": "4.2",
    "reference": "NJORO/R/2025/004",
    "outcome": "declined",
    "why": "Add the Traffic Base Commander.",
    "answer": "Not said at the meeting.",
    "edition": None,
}
SILENT = {**CO_CHAIR, "why": "silent", "days": 14, "words": ""}
VACANT = {"seat": "co_chair", "name": "", "office": "", "why": "vacant", "days": None, "words": ""}
DECLINED = {**CO_CHAIR, "why": "declined", "days": None, "words": "The bays were never agreed.\nI was not heard."}
ABSENT = {**CO_CHAIR, "why": "absent", "days": 14, "words": ""}
AROUND = {
    "way": "circulation",
    "on": "2025-05-02",
    "sent_on": "2025-04-11",
    "answers": "31 of 45 members agreed by e-mail or SMS, the others did not answer.",
    "proposer": "",
    "seconder": "",
    "corrections": "",
    "chaired_by": "Samuel Rotich",
    "confirmed_under": "Fredrick Musyoka",
}
ON_PAPER = {**CHAIR, "signed_at": "2025-06-12", "how": "paper", "reservation": "", "scan": "7f3a91c204deb8e5" * 4}
SECRETARY = {
    "seat": "secretary", "name": "Peter Odhiambo", "office": "Secretary",
    "signed_at": "2025-06-12T16:00+03:00", "how": "portal", "reservation": "", "scan": "",
}  # fmt: skip


def addendum(language: str = "en", **changes: Any) -> dict[str, Any]:
    """The record of an addendum, as `meetings/addenda.py` makes it."""
    kept = sample_record(language=language)
    same = ("language", "copy", "is_sample", "reference", "quarter", "quarter_code", "letterhead", "forum", "meeting")
    return {
        **{key: kept[key] for key in (*same, "chairs", "circulation", "check_url", "ledger_head")},
        "form": "addendum/1",
        "edition": 4,
        "state": "addendum",
        "number": 1,
        "text": "At Min. 5/03/2025 the wards are:\n- Njoro;\n- Mauche;\n- Mau Narok.",
        "why": "The list was left out.",
        "written_by": {"name": "Peter Odhiambo", "office": "Secretary", "on": "2025-07-01"},
        "signatures": [{**CHAIR, "signed_at": "2025-07-02T10:00+03:00", "how": "portal", "reservation": ""}],
        "missing": [SILENT],
        **changes,
    }


def variants(language: str = "en") -> dict[str, dict[str, Any]]:
    """Every variant by its name."""

    def made(state: str, **changes: Any) -> dict[str, Any]:
        return sample_record(state=state, language=language) | changes

    signed = sample_record()["signatures"]
    return {
        "second edition": made("unconfirmed", edition=2, amendments=[TAKEN, LEFT]),
        "silent at clearing": made("unconfirmed", cleared_by=[{**CHAIR, "on": "2025-03-18"}], not_cleared_by=[SILENT]),
        "vacant at clearing": made(
            "unconfirmed", cleared_by=[{**CHAIR, "on": "2025-03-18"}], not_cleared_by=[VACANT], chairs=[CHAIR]
        ),
        "by circulation": made("confirmed", edition=3, confirmation=AROUND, amendments=[TAKEN, LEFT]),
        "on paper": made(
            "confirmed", signatures=[ON_PAPER, {**ON_PAPER, **CO_CHAIR, "reservation": "Two weeks."}, SECRETARY]
        ),
        "declined": made("confirmed", signatures=signed[:1], not_signed_by=[DECLINED]),
        "absent": made("confirmed", signatures=signed[:1], not_signed_by=[ABSENT]),
        "vacant": made("confirmed", signatures=signed[:1], not_signed_by=[VACANT], chairs=[CHAIR]),
        "addendum": addendum(language),
        "addendum, signed by both": addendum(language, missing=[], signatures=addendum()["signatures"] * 2),
    }


@cache
def words_of(name: str) -> str:
    """What is read on a variant's paper."""
    return " ".join(text_of(press.render(variants()[name]).pdf).split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("second edition", ["UNCONFIRMED MINUTES", "Edition 2, in the place of earlier ones"]),
        (
            "second edition",
            [
                "AMENDMENTS SETTLED",
                "Taken into edition 2. Proposed by Esther Nyaboke, Chief, Mauche, on 21 March 2025: The patrol book",
                "4.2, NJORO/R/2025/004 Not taken in.",
                "The secretariat: Not said at the meeting.",
            ],
        ),
        ("silent at clearing", ["Not cleared within 14 days by Grace Wanjiru Mwangi, Community leader"]),
        ("vacant at clearing", ["Not cleared by the Co-Chairperson: the office is vacant."]),
        (
            "by circulation",
            [
                "By circulation: sent round on 11 April 2025; by 2 May 2025 nobody had objected. 31 of 45 members",
                "The meeting was chaired by Samuel Rotich; the minutes were confirmed under Fredrick Musyoka.",
            ],
        ),
        ("on paper", ["Signed on paper, 12 June 2025", "Scan on file: 7f3a 91c2 04de b8e5", "RESERVATION OF"]),
        ("on paper", ["Signed in the portal by Peter Odhiambo, Secretary, 12 June 2025."]),
        (
            "declined",
            ["Not signed: declined, as set out below", "WHY GRACE WANJIRU MWANGI", "DID NOT SIGN", "I was not heard."],
        ),
        ("absent", ["Not signed: could not be reached"]),
        ("vacant", ["Not signed: the office is vacant"]),
        ("addendum", ["ADDENDUM 1", "WHAT IS ADDED", "The list was left out.", "Not signed within 14 days"]),
    ],
)  # fmt: skip
def test_the_paper_says_how_it_came_about(name, expected):
    words = words_of(name)
    assert [said for said in expected if said not in words] == []


def test_who_signed_in_the_portal_keeps_a_line_and_who_did_not_sign_has_none():
    assert words_of("absent").count("Signature") == 1
    assert words_of("on paper").count("Signature") == 0


def test_an_addendum_carries_its_record_and_who_signed_it():
    assert press.figures_of(addendum()).splitlines()[1:] == [
        'chair,Samuel Rotich,"Deputy County Commissioner, Njoro",2025-07-02T10:00+03:00'
    ]


@needs_validator
@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_validator_passes_every_variant(language, tmp_path):
    files = []
    for name, record in variants(language).items():
        files.append(tmp_path / f"{language}-{name.replace(' ', '-').replace(',', '')}.pdf")
        files[-1].write_bytes(press.sign(press.render(record).pdf))
    assert_both_standards_kept(files)
