"""What is held on a person: one page, contacts masked, a copy on request, and who looked."""

import json

import pytest
from django.urls import reverse

from forums.models import LedgerEntry
from members.models import Contact, Membership


@pytest.fixture
def member(cast, country, held):
    """A member who came to a meeting and whose telephone is kept."""
    found = Membership.objects.get(person=cast.member.person)
    Contact.objects.create(person=found.person, phone="+254712345678", consented_on="2025-03-04")
    return found


def test_the_page_tells_it_all_but_the_contacts(member, cast, signed_in):
    page = signed_in(cast.secretary).get(reverse("member_held", args=[member.pk])).content.decode()
    assert "kept, not shown here, agreed on 4 March 2025" in page
    assert "Njoro Sub-County Forum" in page
    assert "MSCF/032-NJORO" in page or "MSCF/032/NJORO" in page
    assert "712345678" not in page
    assert not LedgerEntry.objects.filter(verb__startswith="held").exists()


def test_a_copy_holds_the_contacts_and_that_it_was_taken_is_entered(member, cast, signed_in):
    answer = signed_in(cast.secretary).post(reverse("member_held_copy", args=[member.pk]))
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(answer.content)
    assert "+254712345678, agreed on 4 March 2025" in [line["words"] for line in told["held"]]
    assert [look["deed"] for look in told["looks"]] == ["held.copy"]
    assert "712345678" not in str(LedgerEntry.objects.values_list())


def test_everybody_sees_what_is_held_on_themselves_and_who_looked(member, cast, signed_in):
    signed_in(cast.secretary).post(reverse("member_contact", args=[member.pk]))
    page = signed_in(cast.member).get(reverse("my_held")).content.decode()
    assert "+254712345678" in page
    assert "Contacts were looked at" in page
    assert cast.secretary.name in page
