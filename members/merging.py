"""When one person stands twice on a roster: both become one, and nothing that hung on either is lost."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.access import may
from forums.models import Forum
from forums.workflow import StepRefused
from members import grants
from members.models import Contact, Person
from portal.contributions import tell

FURTHEST = ["confirmed", "invited", "identified", "declined", "left"]


def people_of(forum: Forum) -> QuerySet[Person]:
    """Whoever is on the forum's roster or ever held one of its offices: nobody else is found from here."""
    here = Q(memberships__forum=forum) | Q(appointments__office__forum=forum)
    return Person.objects.filter(here).distinct()


def merge(*, forum: Forum, keep: Person, lose: Person, by: Any) -> None:
    """Let everything that hangs on `lose` hang on `keep`; what `keep` leaves blank is taken over. Nothing is undone.

    Raises PermissionDenied without `keep_record` at the forum; StepRefused in words where the two cannot be one, or
    where one of them is known to another forum too, which has to agree first.
    """
    if not may(by, "keep_record", forum.area):
        raise PermissionDenied
    with transaction.atomic():
        people = {row.pk: row for row in people_of(forum).filter(pk__in=[keep.pk, lose.pk])}
        if len(people) != 2:
            raise StepRefused(_("Both must be known to this forum, and they must be two."))
        keep, lose = people[keep.pk], people[lose.pk]
        if keep.user_id and lose.user_id:
            raise StepRefused(_("Both sign in with accounts of their own. Close one account first."))
        elsewhere = Q(memberships__isnull=False) & ~Q(memberships__forum=forum)
        if Person.objects.filter(elsewhere, pk=lose.pk).exists():
            raise StepRefused(
                _("%(name)s is on the roster of another forum too. Keep that entry and merge the other one into it.")
                % {"name": lose.name}
            )
        tell("person_merged", keep, lose)
        _move(keep, lose)
        ledger.record("member.merge", keep, by=by, area=forum.area, lost=lose.pk)
        account = lose.user
        Person.objects.filter(pk=lose.pk).update(user=None)
        lose.delete()
        if account:
            keep.user = account
            keep.save(update_fields=["user"])
        if keep.user:
            grants.rebuild(keep.user)


def _move(keep: Person, lose: Person) -> None:
    """What this room hangs on a person: places on rosters, offices, invitations, contacts; and what is told of them."""
    for member in lose.memberships.all():
        other = keep.memberships.filter(forum=member.forum_id).first()
        if other is None:
            member.person = keep
            member.save(update_fields=["person"])
            continue
        other.standing = min(other.standing, member.standing, key=FURTHEST.index)
        other.designation = other.designation or member.designation
        other.organisation = other.organisation or member.organisation
        other.is_pbld = other.is_pbld or member.is_pbld
        other.since = min(filter(None, [other.since, member.since]), default=None)
        member.delete()
        other.save()
    running = lose.appointments.filter(until=None, office__in=keep.appointments.filter(until=None).values("office"))
    if running.exists():
        raise StepRefused(_("Both hold the same office. End one of the appointments first."))
    lose.appointments.update(person=keep)
    lose.representations.update(person=keep)
    lose.trainings.update(person=keep)
    lose.corrections.filter(settled_at=None, forum__in=keep.corrections.waiting().values("forum")).delete()
    lose.corrections.update(person=keep)
    if keep.user_id or keep.invitations.filter(accepted_at=None, revoked_at=None).exists():
        lose.invitations.filter(accepted_at=None, revoked_at=None).delete()
    lose.invitations.update(person=keep)
    theirs = Contact.objects.filter(person=lose).first()
    ours, _made = Contact.objects.get_or_create(person=keep) if theirs else (None, False)
    if theirs and ours:
        for name in ("phone", "email", "consented_on"):
            setattr(ours, name, getattr(ours, name) or getattr(theirs, name))
        ours.save()
        theirs.delete()
    keep.gender, keep.age_band = keep.gender or lose.gender, keep.age_band or lose.age_band
    keep.has_disability = keep.has_disability or lose.has_disability
    keep.save(update_fields=["gender", "age_band", "has_disability"])
