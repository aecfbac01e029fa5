from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0012_verifying_actions"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="area",
            options={
                "default_permissions": (),
                "ordering": ["path"],
                "permissions": [
                    ("see_forum", "See the forum, its roster without contacts, and its members' papers: here"),
                    (
                        "see_forum_below",
                        "See the forum, its roster without contacts, and its members' papers: here and below",
                    ),
                    ("see_officers_copy", "Read officers' copies: here"),
                    ("see_officers_copy_below", "Read officers' copies: here and below"),
                    ("see_drafts", "Read drafts and minutes in clearing: here"),
                    ("see_drafts_below", "Read drafts and minutes in clearing: here and below"),
                    ("see_progress", "Know that a draft exists, and since when: here"),
                    ("see_progress_below", "Know that a draft exists, and since when: here and below"),
                    ("keep_record", "Manage roster and meetings, record minutes: here"),
                    ("keep_record_below", "Manage roster and meetings, record minutes: here and below"),
                    ("clear_minutes", "Return and clear minutes: here"),
                    ("clear_minutes_below", "Return and clear minutes: here and below"),
                    ("sign_minutes", "Sign minutes: here"),
                    ("sign_minutes_below", "Sign minutes: here and below"),
                    ("verify_actions", "Verify that an action of high priority was done: here"),
                    ("verify_actions_below", "Verify that an action of high priority was done: here and below"),
                    ("answer_requests", "Acknowledge and answer what forums below ask of the office: here"),
                    (
                        "answer_requests_below",
                        "Acknowledge and answer what forums below ask of the office: here and below",
                    ),
                    ("see_contacts", "See personal contacts on the roster, each look entered in the ledger: here"),
                    (
                        "see_contacts_below",
                        "See personal contacts on the roster, each look entered in the ledger: here and below",
                    ),
                    (
                        "see_agreed_contacts",
                        "See personal contacts where the person agreed to it, each look entered in the ledger: here",
                    ),
                    (
                        "see_agreed_contacts_below",
                        "See personal contacts where the person agreed to it, each look entered in the ledger: here and below",
                    ),
                    ("establish_forum", "Establish a forum and record its stages: here"),
                    ("establish_forum_below", "Establish a forum and record its stages: here and below"),
                    ("set_rules", "Set the forum's working rules: here"),
                    ("set_rules_below", "Set the forum's working rules: here and below"),
                    ("appoint_chair", "Appoint the chair: here"),
                    ("appoint_chair_below", "Appoint the chair: here and below"),
                    ("appoint_co_chair", "File the co-chair's instrument: here"),
                    ("appoint_co_chair_below", "File the co-chair's instrument: here and below"),
                    ("appoint_secretary", "Appoint the secretariat: here"),
                    ("appoint_secretary_below", "Appoint the secretariat: here and below"),
                    ("change_areas", "Add, rename, split and close areas; set the national defaults: here"),
                    (
                        "change_areas_below",
                        "Add, rename, split and close areas; set the national defaults: here and below",
                    ),
                    ("read_ledger", "Read the ledger: here"),
                    ("read_ledger_below", "Read the ledger: here and below"),
                    ("run_machine", "See jobs and health of the machine: here"),
                    ("run_machine_below", "See jobs and health of the machine: here and below"),
                ],
            },
        ),
        migrations.AddField(
            model_name="rules",
            name="routine_acknowledge_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="days to acknowledge a routine request"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="routine_answer_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="days to answer a routine request"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="soon_acknowledge_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="days to acknowledge a request wanted soon"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="soon_answer_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="days to answer a request wanted soon"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="urgent_acknowledge_hours",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hours to acknowledge an urgent request"
            ),
        ),
        migrations.AddField(
            model_name="rules",
            name="urgent_answer_hours",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hours to answer an urgent request"
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope", "forum"), _negated=True),
                    models.Q(
                        ("routine_acknowledge_days__isnull", True),
                        ("routine_answer_days__isnull", True),
                        ("soon_acknowledge_days__isnull", True),
                        ("soon_answer_days__isnull", True),
                        ("urgent_acknowledge_hours__isnull", True),
                        ("urgent_answer_hours__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="no_forum_sets_the_clock_of_those_it_asks",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("routine_acknowledge_days__isnull", True), ("routine_acknowledge_days__gte", 1), _connector="OR"
                ),
                name="time_is_given_for_routine_acknowledge_days",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("routine_answer_days__isnull", True), ("routine_answer_days__gte", 1), _connector="OR"
                ),
                name="time_is_given_for_routine_answer_days",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("soon_acknowledge_days__isnull", True), ("soon_acknowledge_days__gte", 1), _connector="OR"
                ),
                name="time_is_given_for_soon_acknowledge_days",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(("soon_answer_days__isnull", True), ("soon_answer_days__gte", 1), _connector="OR"),
                name="time_is_given_for_soon_answer_days",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urgent_acknowledge_hours__isnull", True), ("urgent_acknowledge_hours__gte", 1), _connector="OR"
                ),
                name="time_is_given_for_urgent_acknowledge_hours",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urgent_answer_hours__isnull", True), ("urgent_answer_hours__gte", 1), _connector="OR"
                ),
                name="time_is_given_for_urgent_answer_hours",
                violation_error_message="Give at least one, or leave it empty.",
            ),
        ),
    ]
