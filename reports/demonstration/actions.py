"""What have people of Njoro taken on between meetings? Entered by hand, one shown and waiting to be verified, one verified."""

import datetime as dt

from actionplans import doing
from actionplans.actions import add_action
from actionplans.models import ActionPoint
from forums.models import Forum
from members.models import Office, Person, User
from reports.demonstration.pictures import drawing_of_bays
from reports.demonstration.words import njoro


def take_on(users: dict[str, User], today: dt.date) -> None:
    """Enter them as the secretary would, and let them be said to be done and verified by whom that falls to."""
    forum = Forum.objects.with_area().get(slug="032-njoro")
    for said in njoro.BY_HAND:
        office = Office.objects.filter(forum=forum, seat=said["owner"]).first()
        point = add_action(
            forum=forum, text=said["text"], owner=office.title if office else said["owner"],
            due=today + dt.timedelta(days=said["days"]), priority=said["priority"], officers_only=False,
            by=users["secretary.njoro"],
        )  # fmt: skip
        for verb, account, words in said["words"]:
            point = ActionPoint.objects.with_meeting().get(pk=point.pk)
            shown = [doing.Sent("bays.jpg", drawing_of_bays(), said["shows"])] if verb == "report" else []
            owner = Person.objects.get(name=said["owner"]) if account == "owner" else None
            doing.say(
                point=point, verb=verb, words=words, on=today, files=shown, person=owner,
                by=users[account] if owner is None else None,
            )  # fmt: skip
