"""Everybody's rights are told anew on their next request: the right to answer requests was added to the table."""

from django.db import migrations
from django.utils import timezone


def tell(apps, schema_editor):
    """Let the moment be now at which everybody's grants change."""
    apps.get_model("members", "User").objects.update(grants_change_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0016_rights_told_anew"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
