"""Actions from minutes are given their numbers, the day they were set, and the person or office that their words name."""

from django.db import migrations


def tell(apps, schema_editor):
    """Fill what the minutes say already. Words that could mean two people are left as words."""
    points = apps.get_model("actionplans", "ActionPoint")
    offices = apps.get_model("members", "Office")
    memberships = apps.get_model("members", "Membership")
    for point in points.objects.select_related("deed__entry__minutes__meeting"):
        held_on = point.deed.entry.minutes.meeting.held_on
        point.year, point.number = point.deed.year, point.deed.number
        point.set_on = min(filter(None, (held_on, point.due)))
        if point.owner:
            office = offices.objects.filter(forum=point.forum_id, title__iexact=point.owner).first()
            here = memberships.objects.filter(
                forum=point.forum_id, standing="confirmed", person__name__iexact=point.owner
            )
            people = set(here.values_list("person", flat=True))
            if office is not None:
                point.office = office
            elif len(people) == 1:
                point.person_id = people.pop()
        point.save()


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0005_owners_and_evidence"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
