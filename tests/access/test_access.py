"""Who holds a right where: the reader of grants itself."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from forums.access import load, may, require, scope
from forums.models import Area, Forum
from meetings.models import Minutes
from members.models import User


def test_a_right_of_a_chair_reaches_down_and_never_up_or_sideways(cast, country):
    assert may(cast.county_chair, "see_forum", country.areas["032-njoro"])
    assert not may(cast.county_chair, "see_forum", country.areas["RV"])
    assert not may(cast.county_chair, "see_forum", country.areas["030"])
    assert not may(cast.chair, "see_forum", country.areas["032-naivasha"])


def test_a_right_held_here_does_not_reach_down(cast, country):
    assert may(cast.county_chair, "see_drafts", country.areas["032"])
    assert not may(cast.county_chair, "see_drafts", country.areas["032-njoro"])


def test_a_path_is_no_prefix_of_a_longer_code(cast, country):
    twin = Area.objects.create(
        level="county", code="0321", name="Twin", parent=country.areas["RV"], path="/KE/RV/0321/"
    )
    assert not may(cast.county_chair, "see_forum", twin)


def test_somebody_switched_off_holds_nothing(cast, country, fresh):
    User.objects.filter(pk=cast.chair.pk).update(is_active=False)
    assert not may(fresh(cast.chair), "see_forum", country.areas["032-njoro"])


def test_a_superuser_holds_nothing_by_that(cast, country, fresh):
    User.objects.filter(pk=cast.outsider.pk).update(is_superuser=True)
    assert not may(fresh(cast.outsider), "see_forum", country.areas["032-njoro"])
    assert not Forum.objects.visible_to(fresh(cast.outsider)).exists()


def test_nobody_signed_in_holds_nothing(cast, country):
    assert not may(AnonymousUser(), "see_forum", country.areas["032-njoro"])
    assert not Forum.objects.visible_to(AnonymousUser()).exists()


def test_a_right_that_does_not_exist_is_an_error_and_not_a_no(cast, country):
    with pytest.raises(KeyError):
        may(cast.chair, "see_everything", country.areas["032-njoro"])
    with pytest.raises(KeyError):
        scope(cast.chair, "see_everything")


def test_the_querysets_agree_with_the_question(cast, country):
    for user in vars(cast).values():
        seen = set(Forum.objects.visible_to(user).values_list("slug", flat=True))
        asked = {forum.slug for forum in Forum.objects.select_related("area") if may(user, "see_forum", forum.area)}
        assert seen == asked, user


def test_an_outsider_is_told_that_there_is_nothing_and_an_insider_that_it_is_not_theirs(held, cast):
    with pytest.raises(Http404):
        load(Minutes.objects, cast.baringo_secretary, pk=held.minutes.pk)
    with pytest.raises(PermissionDenied):
        load(Minutes.objects, cast.member, pk=held.minutes.pk)
    with pytest.raises(PermissionDenied):
        load(Minutes.objects, cast.co_chair, "keep_record", pk=held.minutes.pk)
    assert load(Minutes.objects, cast.secretary, "keep_record", pk=held.minutes.pk) == held.minutes


def test_requiring_a_right_refuses_whoever_lacks_it(cast, country):
    require(cast.chair, "clear_minutes", country.areas["032-njoro"])
    with pytest.raises(PermissionDenied):
        require(cast.secretary, "clear_minutes", country.areas["032-njoro"])


def test_drafts_are_hidden_from_everybody_but_the_forums_own_officers(held, cast):
    readers = {name for name, user in vars(cast).items() if Minutes.objects.visible_to(user).exists()}
    assert readers == {"secretary", "chair", "co_chair"}


def test_circulated_minutes_are_seen_by_members_and_by_the_officers_above(circulated, cast):
    readers = {name for name, user in vars(cast).items() if Minutes.objects.visible_to(user).exists()}
    assert readers == {
        "secretary", "chair", "co_chair", "member", "county_secretary", "county_chair", "region_chair",
        "nsc_officer", "nsc_director",
    }  # fmt: skip
