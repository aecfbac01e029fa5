from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_action_matrix"),
    ]

    operations = [
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("minutes", "Minutes"),
                    ("invitation", "Letter of invitation"),
                    ("appointment", "Letter of appointment"),
                    ("thanks", "Letter of thanks"),
                    ("handover", "Handover note"),
                    ("duty_card", "Duty card"),
                    ("sign_in", "Sign-in sheet"),
                    ("notice", "Notice of a meeting"),
                    ("excerpt", "Excerpt of a resolution"),
                    ("matrix", "Action matrix"),
                    ("gift_thanks", "Letter of thanks for a pledge"),
                    ("accords", "Register of accords"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="label",
            field=models.CharField(
                choices=[
                    ("unconfirmed", "Unconfirmed minutes"),
                    ("confirmed", "Confirmed minutes"),
                    ("addendum", "Addendum to minutes"),
                    ("invitation", "Letter of invitation"),
                    ("appointment", "Letter of appointment"),
                    ("thanks", "Letter of thanks"),
                    ("handover", "Handover note"),
                    ("duty_card", "Duty card"),
                    ("sign_in", "Sign-in sheet"),
                    ("notice", "Notice of a meeting"),
                    ("excerpt", "Excerpt of a resolution"),
                    ("matrix", "Action matrix"),
                    ("gift_thanks", "Letter of thanks for a pledge"),
                    ("accords", "Register of accords"),
                ],
                max_length=12,
            ),
        ),
    ]
