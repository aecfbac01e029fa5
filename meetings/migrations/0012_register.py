"""Resolutions of minutes that circulated before there was a register enter it."""

from django.db import migrations


def enter(apps, schema_editor):
    Deed, Resolution = apps.get_model("meetings", "Deed"), apps.get_model("meetings", "Resolution")
    deeds = Deed.objects.filter(kind="resolution", resolution=None).exclude(text="")
    told = deeds.exclude(entry__minutes__status__in=["draft", "clearing"]).select_related("entry")
    Resolution.objects.bulk_create(
        (Resolution(forum_id=deed.forum_id, deed=deed, officers_only=deed.entry.officers_only) for deed in told),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_resolutions")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
