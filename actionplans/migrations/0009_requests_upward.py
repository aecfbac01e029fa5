import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0008_work_plans"),
        ("forums", "0013_clocks_of_requests"),
        ("meetings", "0013_words_without_account"),
        ("members", "0017_requests_can_be_answered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the page it was typed on: sent twice, it is one", unique=True
                    ),
                ),
                ("reference", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(help_text="What is asked for")),
                ("why", models.TextField(blank=True)),
                (
                    "urgency",
                    models.CharField(
                        choices=[("routine", "Routine"), ("soon", "Soon"), ("urgent", "Urgent")],
                        default="routine",
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Acknowledged"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledge_by", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                (
                    "look_at",
                    models.DateTimeField(
                        blank=True, help_text="When the portal looks whether it goes higher", null=True
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "raised",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How often it went one office higher by itself"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_office",
                    models.ForeignKey(
                        help_text="To which it was sent first",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.office",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="forums.forum"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        help_text="With which it lies",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="members.office",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="meetings.resolution",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.sector",
                    ),
                ),
                ("seen_from", models.ManyToManyField(related_name="+", to="forums.area")),
            ],
            options={
                "ordering": ["-year", "-number"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="actionpoint",
            name="request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="action_points",
                to="actionplans.request",
            ),
        ),
        migrations.CreateModel(
            name="RequestStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("send", "Sent"),
                            ("acknowledge", "Acknowledged"),
                            ("answer", "Answered"),
                            ("forward", "Passed on"),
                            ("raise", "Unanswered past its clock: one office higher"),
                            ("agenda", "Put on an agenda"),
                            ("close", "Closed"),
                            ("reopen", "Not answered: open again"),
                            ("withdraw", "Withdrawn"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "will_do",
                    models.CharField(blank=True, help_text="What will be done, where something will", max_length=400),
                ),
                ("who", models.CharField(blank=True, help_text="Who will do it", max_length=160)),
                ("due", models.DateField(blank=True, help_text="By when", null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("office", models.CharField(blank=True, max_length=160)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="happened", to="actionplans.request"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.office",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RequestNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sending", "Perhaps sent"),
                            ("sent", "Sent"),
                            ("failed", "Not sent"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="actionplans.requeststep",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RequestFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("photograph", "Photograph"), ("document", "Document")], max_length=10),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("jpg", "JPEG"), ("pdf", "PDF"), ("docx", "DOCX"), ("xlsx", "XLSX")], max_length=4
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "alternative",
                    models.CharField(
                        blank=True, help_text="For who cannot see it", max_length=300, verbose_name="description"
                    ),
                ),
                ("file", models.FileField(max_length=120, upload_to="")),
                ("small", models.FileField(blank=True, max_length=120, upload_to="")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("height", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("original_name", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="actionplans.requeststep"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RequestStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("sent", "it was sent there"),
                            ("forwarded", "it was passed on there"),
                            ("raised", "it went there by itself, unanswered"),
                        ],
                        default="sent",
                        max_length=9,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("was_raised", models.BooleanField(default=False, help_text="It left unanswered, past its clock")),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.office",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.office"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="actionplans.request"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["status", "look_at"], name="clocks_of_requests"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["office", "status"], name="requests_at_an_office"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(fields=("forum", "year", "number"), name="one_request_a_number"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "sent", "acknowledged", "answered", "closed", "withdrawn"])
                ),
                name="request_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", ["routine", "soon", "urgent"])), name="urgency_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_request_says_what_is_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", True), ("status", "draft")),
                    ("status", "withdrawn"),
                    models.Q(
                        ("acknowledge_by__isnull", False),
                        ("answer_by__isnull", False),
                        ("sent_at__isnull", False),
                        ("status__in", ["sent", "acknowledged", "answered", "closed"]),
                    ),
                    _connector="OR",
                ),
                name="a_request_that_was_sent_has_its_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("status__in", ["answered", "closed"]),
                    ),
                    models.Q(
                        models.Q(("status__in", ["answered", "closed"]), _negated=True), ("answered_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="no_request_is_closed_before_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("status", "closed")),
                    models.Q(
                        models.Q(("status", "closed"), _negated=True),
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_closed_request_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_by__isnull", True),
                    ("answered_by__isnull", True),
                    models.Q(("closed_by", models.F("answered_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_closes_what_they_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "acknowledged"), _negated=True),
                    ("acknowledged_at__isnull", False),
                    _connector="OR",
                ),
                name="an_acknowledged_request_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb__in", ["answer", "forward", "reopen", "withdraw"]), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_is_answered_or_passed_on_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb__in", ["send", "forward", "raise"]), _negated=True),
                    ("to__isnull", False),
                    _connector="OR",
                ),
                name="what_is_sent_or_passed_on_goes_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("meeting__isnull", False), ("verb", "agenda")),
                    models.Q(models.Q(("verb", "agenda"), _negated=True), ("meeting__isnull", True)),
                    _connector="OR",
                ),
                name="an_agenda_is_a_meetings",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststep",
            constraint=models.UniqueConstraint(fields=("request", "meeting"), name="a_request_is_once_on_an_agenda"),
        ),
        migrations.AddConstraint(
            model_name="requeststep",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb", "raise"), ("by__isnull", False), _connector="OR"),
                name="only_the_clock_is_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestnotice",
            constraint=models.UniqueConstraint(fields=("step", "person"), name="nobody_is_told_twice_of_one_step"),
        ),
        migrations.AddConstraint(
            model_name="requestfile",
            constraint=models.UniqueConstraint(fields=("step", "sha256"), name="a_file_once_an_answer"),
        ),
        migrations.AddConstraint(
            model_name="requestfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="an_answers_file_is_there"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("format", "jpg"),
                        ("height__isnull", False),
                        ("kind", "photograph"),
                        ("width__isnull", False),
                        models.Q(("small", ""), _negated=True),
                    ),
                    models.Q(("kind", "document"), ("small", ""), models.Q(("format", "jpg"), _negated=True)),
                    _connector="OR",
                ),
                name="a_photograph_of_an_answer_is_drawn_anew",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)),
                fields=("request",),
                name="a_request_lies_with_one_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("came_from__isnull", True),
                    models.Q(("came_from", models.F("office")), _negated=True),
                    _connector="OR",
                ),
                name="no_request_is_passed_to_where_it_lies",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("came", "sent"), ("came_from__isnull", True)),
                    models.Q(models.Q(("came", "sent"), _negated=True), ("came_from__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_passed_on_came_from_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="requeststop",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_at__isnull", True), ("left_at__gte", models.F("since")), _connector="OR"),
                name="no_request_leaves_before_it_came",
            ),
        ),
    ]
