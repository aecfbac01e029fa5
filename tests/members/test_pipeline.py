"""The road from stakeholder to member, trainings, and organisations that were typed in two ways."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from forums.access import may
from forums.models import LedgerEntry
from members import held, merging
from members.models import Appointment, Membership, Organisation, Person, Training, User


def stakeholder(country, name, code="032-njoro", standing="identified", **more):
    person = Person.objects.create(name=name, user=more.pop("user", None))
    return Membership.objects.create(
        forum=country.forums[code], person=person, sector=country.sectors["S18"], standing=standing, **more
    )


def test_several_are_taken_a_step_further_together_and_the_ledger_keeps_each(country, cast, signed_in):
    people = [stakeholder(country, name) for name in ("Lilian", "Moses", "Halima")]
    page = reverse("roster_pipeline", args=["032-njoro"])
    shown = signed_in(cast.secretary).get(page).content.decode()
    assert "Lilian" in shown and "Identified</b> (3)" in shown
    said = {"members": [member.pk for member in people[:2]], "standing": "invited"}
    assert signed_in(cast.secretary).post(page, said).status_code == 302
    assert [Membership.objects.get(pk=m.pk).standing for m in people] == ["invited", "invited", "identified"]
    moved = LedgerEntry.objects.filter(verb="member.change")
    assert [entry.fields for entry in moved] == [{"before": "identified", "after": "invited"}] * 2


def test_whoever_is_confirmed_has_the_rights_of_a_member_at_once(country, cast, signed_in, fresh):
    user = User.objects.create_user("lilian@kikao.test", "x")
    member = stakeholder(country, "Lilian", user=user)
    said = {"members": [member.pk], "standing": "confirmed"}
    signed_in(cast.secretary).post(reverse("roster_pipeline", args=["032-njoro"]), said)
    assert may(fresh(user), "see_forum", country.areas["032-njoro"])


@pytest.mark.parametrize("said", [{}, {"members": ["0"], "standing": "invited"}, {"standing": "left"}])
def test_nobody_or_a_wrong_step_is_refused(country, cast, signed_in, said):
    stakeholder(country, "Lilian")
    answer = signed_in(cast.secretary).post(reverse("roster_pipeline", args=["032-njoro"]), said)
    assert answer.status_code == 422


def test_nobody_of_another_forum_is_moved(country, cast, signed_in):
    other = stakeholder(country, "Lilian", code="032-naivasha")
    said = {"members": [other.pk], "standing": "confirmed"}
    assert signed_in(cast.secretary).post(reverse("roster_pipeline", args=["032-njoro"]), said).status_code == 422
    assert Membership.objects.get(pk=other.pk).standing == "identified"


def test_a_training_is_entered_for_an_officer_too_and_taken_back(country, cast, signed_in):
    person = cast.secretary.person
    page = reverse("trainings", args=["032-njoro", person.pk])
    browser = signed_in(cast.chair)
    said = {"course": "Keeping the record", "provider": "ksg", "provider_name": "ignored", "ended_on": "4 April 2025"}
    assert browser.post(page, said).status_code == 302
    training = person.trainings.get()
    assert (training.given_by, training.ended_on) == ("Kenya School of Government", dt.date(2025, 4, 4))
    assert "Keeping the record" in browser.get(page).content.decode()
    browser.post(reverse("training_remove", args=["032-njoro", person.pk, training.pk]))
    assert not person.trainings.exists()
    assert LedgerEntry.objects.filter(verb__startswith="training.").count() == 2


def test_another_provider_is_named_says_the_form_and_the_database(country, cast, signed_in):
    person = cast.member.person
    said = {"course": "Mediation", "provider": "other", "provider_name": ""}
    answer = signed_in(cast.secretary).post(reverse("trainings", args=["032-njoro", person.pk]), said)
    assert answer.status_code == 422 and "Name the provider." in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.create(person=person, course="Mediation", provider="other")


def test_trainings_are_told_among_what_is_held_and_survive_a_merge(country, cast):
    keep, lose = stakeholder(country, "Lilian").person, stakeholder(country, "Lilian C.").person
    Training.objects.create(person=lose, course="Mediation", provider="nsc")
    merging.merge(forum=country.forums["032-njoro"], keep=keep, lose=lose, by=cast.secretary)
    assert "Mediation" in " ".join(line["words"] for line in held.held_on(keep, with_contacts=False))


def test_somebody_of_another_forum_has_no_training_page_here(country, cast, signed_in):
    other = stakeholder(country, "Lilian", code="032-naivasha").person
    assert signed_in(cast.secretary).get(reverse("trainings", args=["032-njoro", other.pk])).status_code == 404


def test_two_entries_of_an_organisation_become_one_with_everything_that_named_the_other(country, cast, signed_in):
    network = Organisation.objects.create(name="MIDRIFT HURINET")
    keep = Organisation.objects.create(name="Njoro Youth Bunge")
    lose = Organisation.objects.create(name="Njoro youth bunge ", sector=country.sectors["S15"], network=network)
    part = Organisation.objects.create(name="Mauche Youth", network=lose)
    member = stakeholder(country, "Lilian", organisation=lose)
    Appointment.objects.filter(seat="co_chair", office__forum=country.forums["032-njoro"]).update(delegated_by=lose)
    stakeholder(country, "Moses", organisation=keep)
    said = {"keep": keep.pk, "lose": lose.pk}
    assert signed_in(cast.secretary).post(reverse("organisations", args=["032-njoro"]), said).status_code == 302
    assert not Organisation.objects.filter(pk=lose.pk).exists()
    for row in (member, part, keep):
        row.refresh_from_db()
    assert (member.organisation, part.network, keep.network, keep.sector.code) == (keep, keep, network, "S15")
    assert Appointment.objects.filter(delegated_by=keep).count() == 1


def test_an_organisation_that_another_forum_knows_stays(country, cast, signed_in):
    keep, lose = Organisation.objects.create(name="Bunge"), Organisation.objects.create(name="bunge")
    stakeholder(country, "Lilian", organisation=lose)
    stakeholder(country, "Moses", organisation=keep)
    stakeholder(country, "Halima", code="032-naivasha", organisation=lose)
    page = reverse("organisations", args=["032-njoro"])
    answer = signed_in(cast.secretary).post(page, {"keep": keep.pk, "lose": lose.pk})
    assert answer.status_code == 422 and "known to another forum too" in answer.content.decode()
    assert signed_in(cast.secretary).post(page, {"keep": lose.pk, "lose": lose.pk}).status_code == 422
    assert Organisation.objects.filter(pk=lose.pk).exists()
