"""Agendas: how they begin, what carries over, what members propose, and what the record says to them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from actionplans.models import ActionPoint
from forums.models import LedgerEntry, Rules
from forums.workflow import StepRefused
from meetings.actions import agendas, attendance, planning
from meetings.fillers import fillers_of
from meetings.forms import TemplateForm
from meetings.models import AgendaItem, AgendaTemplate, Meeting, Proposal
from members.models import Membership
from tests.conftest import plan, write

JUNE, SEPTEMBER = dt.date(2025, 6, 11), dt.date(2025, 9, 10)


def titles(meeting):
    return list(meeting.agenda.values_list("title", flat=True))


def lines(text):
    form = TemplateForm({"lines": text})
    assert form.is_valid(), form.errors
    return form.cleaned_data["lines"]


def own_item(meeting, by, title="Peace charter"):
    return agendas.add_item(meeting=meeting, title=title, by=by)


def hold(meeting, by):
    """Everybody came; nothing is written yet."""
    members = Membership.objects.filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=by)
    return Meeting.objects.get(pk=meeting.pk)


def proposed(country, cast, title="Street lights"):
    forum = country.forums["032-njoro"]
    return agendas.propose(forum=forum, person=cast.member.person, title=title, why="It is dark.", by=cast.member)


# with what they begin


def test_an_agenda_begins_with_the_standing_items_where_nobody_set_others(country, cast):
    meeting = plan(country, cast.secretary)
    assert titles(meeting) == [str(standing.label) for standing in agendas.STANDING_ITEMS]
    assert list(meeting.agenda.values_list("position", flat=True)) == list(range(1, 8))


def test_the_country_sets_with_what_agendas_begin_and_a_forum_has_its_own(country, cast):
    agendas.set_template(forum=None, lines=lines("Prayers\nAny other business"), by=cast.nsc_officer)
    agendas.set_template(forum=country.forums["032-naivasha"], lines=lines("Flowers | 20"), by=cast.naivasha_secretary)
    njoro = plan(country, cast.secretary)
    naivasha = plan(country, cast.naivasha_secretary, code="032-naivasha")
    assert titles(njoro) == ["Prayers", "Any other business"]
    assert list(naivasha.agenda.values_list("title", "minutes")) == [("Flowers", 20)]
    assert agendas.template_of(country.forums["032-naivasha"])[1] == "forum"
    assert agendas.template_of(country.forums["032-njoro"])[1] == "every"


def test_without_lines_the_wider_agenda_holds_again(country, cast):
    forum = country.forums["032-njoro"]
    agendas.set_template(forum=forum, lines=lines("Prayers"), by=cast.secretary)
    agendas.set_template(forum=forum, lines=[], by=cast.secretary)
    assert not AgendaTemplate.objects.exists()
    assert agendas.template_of(forum)[1] == "portal"
    assert LedgerEntry.objects.filter(verb="agenda.template").count() == 2


def test_only_the_national_desk_sets_the_country_s_agenda_and_only_its_keepers_a_forum_s(country, cast):
    with pytest.raises(Http404):
        agendas.set_template(forum=None, lines=lines("Prayers"), by=cast.secretary)
    with pytest.raises(PermissionDenied):
        agendas.set_template(forum=country.forums["032-njoro"], lines=lines("Prayers"), by=cast.county_secretary)
    assert not AgendaTemplate.objects.exists()


@pytest.mark.parametrize("name", ["Any other business", "any other BUSINESS", "Mengineyo"])
def test_standing_items_are_known_by_their_names_in_either_language(name):
    assert [row["standing"] for row in lines(name)] == ["other"]


@pytest.mark.parametrize("text", ["Prayers | soon", "Prayers | 481", "Prayers\nprayers", "x" * 161])
def test_lines_that_cannot_be_are_refused_in_words(text):
    form = TemplateForm({"lines": text})
    assert not form.is_valid()
    assert form.errors["lines"]


def test_the_agenda_speaks_the_forum_s_language(country, cast):
    Rules.objects.create(scope="forum", forum=country.forums["032-njoro"], language="sw")
    assert titles(plan(country, cast.secretary))[5] == "Mengineyo"


# what carries over


def test_what_was_not_reached_carries_over_and_what_was_written_does_not(country, cast, roster):
    last = plan(country, cast.secretary)
    own_item(last, cast.secretary, "Not reached")
    own_item(last, cast.secretary, "Dealt with")
    last = hold(last, cast.secretary)
    write(last, cast.secretary, position=last.agenda.get(title="Dealt with").position)
    following = plan(country, cast.secretary, JUNE)
    assert titles(following)[5:] == ["Not reached", "Any other business", "Date of next meeting and adjournment"]
    carried = following.agenda.get(title="Not reached")
    assert carried.carried_from == last.agenda.get(title="Not reached")


def test_what_recurs_comes_back_every_time(country, cast, roster):
    first = plan(country, cast.secretary)
    agendas.change_item(item=own_item(first, cast.secretary), minutes=25, recurs=True, by=cast.secretary)
    first = hold(first, cast.secretary)
    write(first, cast.secretary, position=first.agenda.get(title="Peace charter").position)
    second = plan(country, cast.secretary, JUNE)
    back = second.agenda.get(title="Peace charter")
    assert (back.minutes, back.recurs) == (25, True)
    hold(second, cast.secretary)
    write(second, cast.secretary, position=back.position)
    assert "Peace charter" in titles(plan(country, cast.secretary, SEPTEMBER))


def test_an_item_with_an_open_action_carries_over_until_it_is_done(circulated, country, cast):
    item = circulated.meeting.agenda.get(position=4)
    AgendaItem.objects.filter(pk=item.pk).update(standing="", title="Grazing bays")
    planned = plan(country, cast.secretary, JUNE)
    assert "Grazing bays" in titles(planned)
    Meeting.objects.filter(pk=planned.pk).update(status="cancelled")
    ActionPoint.objects.update(status="done")
    assert "Grazing bays" not in titles(plan(country, cast.secretary, SEPTEMBER))


def test_standing_items_never_carry_over_twice(held, country, cast):
    again = titles(plan(country, cast.secretary, JUNE))
    assert len(again) == len(set(again))


def test_an_agenda_may_begin_as_the_last_one(held, country, cast):
    own_item(held, cast.secretary)
    agendas.change_item(item=held.agenda.get(position=1), minutes=10, recurs=False, by=cast.secretary)
    following = planning.plan_meeting(
        forum=held.forum, kind="ordinary", held_on=JUNE, starts_at=dt.time(10), venue="Njoro", by=cast.secretary,
        like="last",
    )  # fmt: skip
    assert titles(following) == titles(held)
    assert following.agenda.get(position=1).minutes == 10


# times


def test_the_times_are_set_item_by_item_and_added_up_on_the_page(country, cast, signed_in):
    meeting = plan(country, cast.secretary)
    browser = signed_in(cast.secretary)
    for item in meeting.agenda.all()[:2]:
        browser.post(f"/meetings/{meeting.pk}/agenda/{item.pk}/change/", {"minutes": "20"})
    assert "40 minutes are set in all." in browser.get(f"/meetings/{meeting.pk}/").content.decode()


def test_a_time_that_is_none_is_refused_in_words(country, cast, signed_in):
    meeting = plan(country, cast.secretary)
    item = meeting.agenda.get(position=1)
    answer = signed_in(cast.secretary).post(
        f"/meetings/{meeting.pk}/agenda/{item.pk}/change/", {"minutes": "soon"}, follow=True
    )
    assert "The time is a number of minutes, up to 480." in answer.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).minutes is None


def test_a_standing_item_does_not_recur_as_it_comes_back_anyway(country, cast):
    item = plan(country, cast.secretary).agenda.get(position=1)
    agendas.change_item(item=item, minutes=None, recurs=True, by=cast.secretary)
    assert not AgendaItem.objects.get(pk=item.pk).recurs


def test_an_agenda_stands_once_its_minutes_are_sent(clearing, cast, signed_in):
    meeting = clearing.meeting
    item = meeting.agenda.get(position=5)
    for deed in (
        lambda: agendas.add_item(meeting=meeting, title="Late", by=cast.secretary),
        lambda: agendas.move_item(item=item, up=True, by=cast.secretary),
        lambda: agendas.change_item(item=item, minutes=5, recurs=False, by=cast.secretary),
        lambda: agendas.remove_item(item=item, by=cast.secretary),
    ):
        with pytest.raises(StepRefused):
            deed()
    answer = signed_in(cast.secretary).post(f"/meetings/{meeting.pk}/agenda/add/", {"title": "Late"}, follow=True)
    assert "The agenda stands as it is" in answer.content.decode()


# proposals


def test_a_proposal_is_put_on_the_agenda_ahead_with_its_member_s_name(country, cast):
    meeting = plan(country, cast.secretary)
    made = proposed(country, cast)
    agendas.settle(proposal=made, status="accepted", meeting=meeting, answer="", by=cast.secretary)
    item = meeting.agenda.get(title="Street lights")
    assert (item.position, item.proposed_by) == (6, "Member")
    kept = Proposal.objects.get()
    assert (kept.status, kept.item, kept.meeting, kept.settled_by) == ("accepted", item, meeting, cast.secretary)


def test_a_proposal_is_deferred_and_then_declined_with_a_word(country, cast, signed_in):
    made = proposed(country, cast)
    browser = signed_in(cast.secretary)
    browser.post(f"/proposals/{made.pk}/settle/", {"status": "deferred", "answer": "After the rains."})
    assert Proposal.objects.get().status == "deferred"
    browser.post(f"/proposals/{made.pk}/settle/", {"status": "declined", "answer": "The county repairs them."})
    page = signed_in(cast.member).get("/forums/032-njoro/proposals/").content.decode()
    assert "The county repairs them." in page


def test_no_proposal_is_accepted_without_a_meeting_ahead(country, cast):
    made = proposed(country, cast)
    with pytest.raises(StepRefused):
        agendas.settle(proposal=made, status="accepted", meeting=None, answer="", by=cast.secretary)
    assert Proposal.objects.get().status == "waiting"


def test_members_of_another_forum_propose_nothing_and_decide_nothing(country, cast):
    forum = country.forums["032-njoro"]
    for user in (cast.naivasha_member, cast.county_secretary):
        with pytest.raises(PermissionDenied):
            agendas.propose(forum=forum, person=user.person, title="Lights", why="", by=user)
    made = proposed(country, cast)
    for user in (cast.member, cast.co_chair, cast.county_chair):
        with pytest.raises(PermissionDenied):
            agendas.settle(proposal=made, status="declined", meeting=None, answer="", by=user)


def test_a_member_sees_their_own_proposals_and_the_secretariat_all(country, cast, signed_in):
    proposed(country, cast, "Street lights")
    forum = country.forums["032-njoro"]
    agendas.propose(forum=forum, person=cast.co_chair.person, title="A quiet word", why="", by=cast.co_chair)
    page = signed_in(cast.member).get("/forums/032-njoro/proposals/").content.decode()
    assert ("Street lights" in page, "A quiet word" in page) == (True, False)
    page = signed_in(cast.secretary).get("/forums/032-njoro/proposals/").content.decode()
    assert ("Street lights" in page, "A quiet word" in page) == (True, True)


def test_of_two_who_decide_on_a_proposal_the_second_is_told(country, cast):
    meeting = plan(country, cast.secretary)
    made = proposed(country, cast)
    as_the_chair_saw_it = Proposal.objects.get(pk=made.pk)
    agendas.settle(proposal=made, status="accepted", meeting=meeting, answer="", by=cast.secretary)
    with pytest.raises(StepRefused):
        agendas.settle(proposal=as_the_chair_saw_it, status="accepted", meeting=meeting, answer="", by=cast.chair)
    assert meeting.agenda.filter(title="Street lights").count() == 1


# what the record says


def test_the_record_tells_of_the_previous_minutes_and_of_what_is_open(circulated, country, cast):
    following = plan(country, cast.secretary, JUNE)
    told = fillers_of(following)
    assert [words for words, _url in told["confirmation"]] == ["Minutes of the meeting of 12 March 2025: circulated."]
    assert [words.partition(":")[0] for words, _url in told["arising"]] == ["NJORO/2025/001"]


def test_the_record_tells_how_the_forums_below_stand(circulated, country, cast):
    meeting = plan(country, cast.county_secretary, JUNE, code="032")
    told = [words for words, _url in fillers_of(meeting, "situation")["situation"]]
    assert told == ["Naivasha Sub-County: active.", "Njoro Sub-County: last met on 12 March 2025."]


def test_only_what_is_asked_for_is_looked_up(circulated, country, cast, django_assert_num_queries):
    following = plan(country, cast.secretary, JUNE)
    with django_assert_num_queries(0):
        assert fillers_of(following, "preliminaries") == {}
    assert list(fillers_of(following, "arising")) == ["arising"]


def test_an_entry_may_begin_with_what_the_record_says(circulated, country, cast, roster, signed_in):
    following = hold(plan(country, cast.secretary, JUNE), cast.secretary)
    page = signed_in(cast.secretary).get(f"/meetings/{following.pk}/minutes/?item=2&record=1").content.decode()
    assert "Minutes of the meeting of 12 March 2025: circulated.</textarea>" in page


# where they are written under


def test_the_minute_book_follows_the_agenda_as_it_was_put_in_order(country, cast, signed_in):
    meeting = plan(country, cast.secretary)
    own_item(meeting, cast.secretary)
    meeting = hold(meeting, cast.secretary)
    page = signed_in(cast.secretary).get(reverse("minute_book", args=[meeting.pk]))
    assert [item.title for item, _count in page.context["agenda"]] == titles(meeting)
    assert page.context["item"] == meeting.agenda.first()
