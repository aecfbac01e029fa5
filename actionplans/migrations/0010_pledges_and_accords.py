import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0009_requests_upward"),
        ("forums", "0012_verifying_actions"),
        ("meetings", "0013_words_without_account"),
        ("members", "0016_rights_told_anew"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Accord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("charter", "Peace charter"),
                            ("agreement", "Agreement"),
                            ("declaration", "Declaration"),
                            ("other", "Another kind"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "about",
                    models.TextField(blank=True, help_text="What it settles, in a few sentences", max_length=2000),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("sw", "Kiswahili"),
                            ("both", "English and Kiswahili"),
                            ("other", "Another language"),
                        ],
                        max_length=5,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "begun_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, help_text="Since when it is on record here"
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signing_entered_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("negotiation", "Under negotiation"),
                            ("signed", "Signed"),
                            ("in_force", "In force"),
                            ("ended", "Ended"),
                            ("superseded", "Superseded"),
                        ],
                        default="negotiation",
                        max_length=12,
                    ),
                ),
                ("stood_on", models.DateField(blank=True, help_text="Since when it stands so", null=True)),
                ("areas", models.ManyToManyField(blank=True, related_name="accords", to="forums.area")),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accords", to="forums.forum"
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="actionplans.accord",
                    ),
                ),
            ],
            options={
                "ordering": ["-signed_on", "title"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccordClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=2000)),
                ("responsible", models.CharField(blank=True, max_length=160)),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not yet"),
                            ("in_part", "Kept in part"),
                            ("kept", "Kept"),
                            ("broken", "Broken"),
                        ],
                        default="not_yet",
                        max_length=8,
                    ),
                ),
                ("stood_on", models.DateField(blank=True, help_text="Since when it stands so", null=True)),
                (
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clauses", to="actionplans.accord"
                    ),
                ),
                (
                    "action_points",
                    models.ManyToManyField(blank=True, related_name="clauses", to="actionplans.actionpoint"),
                ),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccordParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                (
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="actionplans.accord"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accord_parties",
                        to="members.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accord parties",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccordBreach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("what", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=160)),
                ("done", models.CharField(blank=True, help_text="What was done about it", max_length=400)),
                ("signed_on", models.DateField()),
                ("entered_on", models.DateField(default=django.utils.timezone.localdate)),
                (
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="breaches", to="actionplans.accord"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="actionplans.accordclause",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches_said",
                        to="actionplans.accordparty",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accord breaches",
                "ordering": ["-on", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccordScan",
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
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="actionplans.accord"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            name="AccordSignatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("capacity", models.CharField(blank=True, max_length=120)),
                (
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signatories", to="actionplans.accord"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="actionplans.accordparty",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accords_signed",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "accord signatories",
                "ordering": ["party", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccordWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=400)),
                ("on", models.DateField()),
                ("name", models.CharField(max_length=120)),
                ("office", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("negotiation", "Under negotiation"),
                            ("signed", "Signed"),
                            ("in_force", "In force"),
                            ("ended", "Ended"),
                            ("superseded", "Superseded"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "accord",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="actionplans.accord"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClauseWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=400)),
                ("on", models.DateField()),
                ("name", models.CharField(max_length=120)),
                ("office", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_yet", "Not yet"),
                            ("in_part", "Kept in part"),
                            ("kept", "Kept"),
                            ("broken", "Broken"),
                        ],
                        max_length=8,
                    ),
                ),
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
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="actionplans.accordclause"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("quantity", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("shillings", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("words", models.CharField(max_length=400)),
                ("offered_on", models.DateField()),
                ("entered_on", models.DateField(default=django.utils.timezone.localdate)),
                ("taken_back_on", models.DateField(blank=True, null=True)),
                ("taken_back_why", models.CharField(blank=True, max_length=400)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["on", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DeliveryEvidence",
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
                    "delivery",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="actionplans.delivery"
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
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("giver", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("venue", "Venue"),
                            ("fuel", "Fuel"),
                            ("transport", "Transport"),
                            ("funds", "Funds"),
                            ("food", "Food"),
                            ("airtime", "Airtime"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("purpose", models.CharField(help_text="What it was offered for", max_length=300)),
                ("quantity", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "shillings",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="Its value in Kenya shillings", max_digits=12, null=True
                    ),
                ),
                ("offered_on", models.DateField()),
                ("entered_on", models.DateField(default=django.utils.timezone.localdate)),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("in_part", "Delivered in part"),
                            ("delivered", "Delivered"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="offered",
                        max_length=10,
                    ),
                ),
                ("stood_on", models.DateField(blank=True, help_text="Since when it stands so", null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pledges",
                        to="meetings.entry",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="forums.forum"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="members.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_on", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="actionplans.pledge"
            ),
        ),
        migrations.CreateModel(
            name="PledgeWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=400)),
                ("on", models.DateField()),
                ("name", models.CharField(max_length=120)),
                ("office", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("in_part", "Delivered in part"),
                            ("delivered", "Delivered"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
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
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="actionplans.pledge"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["negotiation", "signed", "in_force", "ended", "superseded"])),
                name="accord_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["charter", "agreement", "declaration", "other"])),
                name="accord_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["negotiation", "ended"]), ("signed_on__isnull", False), _connector="OR"
                ),
                name="an_accord_lives_from_its_signing",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_on__isnull", True), ("signing_entered_on__isnull", True)),
                    ("signed_on__lte", models.F("signing_entered_on")),
                    _connector="OR",
                ),
                name="no_accord_is_signed_in_the_future",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_by__isnull", True),
                    models.Q(("status", "superseded"), models.Q(("superseded_by", models.F("pk")), _negated=True)),
                    _connector="OR",
                ),
                name="only_a_superseded_accord_has_another_in_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("title"), models.F("forum"), name="one_accord_a_title_and_forum"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordclause",
            constraint=models.UniqueConstraint(fields=("accord", "number"), name="one_clause_a_number"),
        ),
        migrations.AddConstraint(
            model_name="accordclause",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="clauses_are_numbered_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordclause",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["not_yet", "in_part", "kept", "broken"])),
                name="clause_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accordparty",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"), models.F("accord"), name="a_party_once_an_accord"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordbreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__gte", models.F("signed_on"))), name="no_breach_before_the_signing"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordbreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__lte", models.F("entered_on"))), name="no_breach_in_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordscan",
            constraint=models.UniqueConstraint(fields=("accord", "sha256"), name="a_scan_once_an_accord"),
        ),
        migrations.AddConstraint(
            model_name="accordscan",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="a_scan_of_an_accord_has_its_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordscan",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["jpg", "pdf"])), name="an_accord_is_scanned_as_pdf_or_picture"
            ),
        ),
        migrations.AddConstraint(
            model_name="accordscan",
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
                name="a_picture_of_an_accord_is_drawn_anew",
            ),
        ),
        migrations.AddConstraint(
            model_name="accordsignatory",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"), models.F("party"), name="a_signatory_once_a_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="evidence_of_a_delivery_has_its_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryevidence",
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
                name="a_photograph_of_a_delivery_is_drawn_anew",
            ),
        ),
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(fields=["forum", "status", "due"], name="open_pledges_of_a_forum"),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["offered", "accepted", "declined", "in_part", "delivered", "lapsed", "withdrawn"])
                ),
                name="pledge_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["venue", "fuel", "transport", "funds", "food", "airtime", "other"])),
                name="pledge_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", True), ("organisation__isnull", True), _connector="OR"),
                name="a_pledge_has_one_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quantity__isnull", True),
                    models.Q(("quantity__gt", 0), models.Q(("unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_pledged_quantity_is_above_zero_and_has_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("shillings__isnull", True), ("shillings__gt", 0), _connector="OR"),
                name="pledged_shillings_are_above_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("offered_on__lte", models.F("entered_on"))),
                name="no_pledge_was_offered_after_it_was_entered",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__isnull", True), ("due__gte", models.F("offered_on")), _connector="OR"),
                name="no_pledge_is_due_before_it_was_offered",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry__isnull", True), ("meeting__isnull", False), _connector="OR"),
                name="a_minuted_pledge_has_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__gte", models.F("offered_on"))),
                name="nothing_is_delivered_before_it_was_offered",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__lte", models.F("entered_on"))),
                name="nothing_is_delivered_after_it_was_entered",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__isnull", True), ("quantity__gt", 0), _connector="OR"),
                name="a_delivered_quantity_is_above_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("shillings__isnull", True), ("shillings__gt", 0), _connector="OR"),
                name="delivered_shillings_are_above_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_back_on__isnull", True), models.Q(("taken_back_why", ""), _negated=True), _connector="OR"
                ),
                name="a_delivery_is_taken_back_with_a_reason",
            ),
        ),
    ]
