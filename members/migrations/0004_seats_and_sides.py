"""Appointments made before know the seat and the side as well."""

from django.db import migrations

SIDES = {"chair": "state", "co_chair": "non-state"}


def fill(apps, schema_editor):
    Appointment = apps.get_model("members", "Appointment")
    for appointment in Appointment.objects.select_related("office", "organisation__sector"):
        sector = appointment.organisation and appointment.organisation.sector
        told = sector.side if sector and sector.side in SIDES.values() else ""
        appointment.seat = appointment.office.seat
        appointment.side = SIDES.get(appointment.seat, told)
        appointment.save(update_fields=["seat", "side"])


class Migration(migrations.Migration):
    dependencies = [("members", "0003_appointments_and_invitations")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
