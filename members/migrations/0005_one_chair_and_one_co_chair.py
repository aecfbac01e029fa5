from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0004_seats_and_sides")]

    operations = [
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_acting", False), ("seat__in", ["chair", "co_chair"]), ("until__isnull", True)),
                fields=("office",),
                name="one_chair_and_one_co_chair_at_a_time",
                violation_error_message="Somebody holds this office. One of each serves at a time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("seat", "chair"), _negated=True), ("side", "state"), _connector="OR"),
                name="the_chair_is_of_the_state_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seat", "co_chair"), _negated=True), ("side", "non-state"), _connector="OR"
                ),
                name="the_co_chair_is_of_the_non_state_side",
            ),
        ),
    ]
