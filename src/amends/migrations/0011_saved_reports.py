"""The mail of the overview becomes one of a member's saved reports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone, translation
from django.utils.translation import gettext


def move(apps, _schema):
    for one in apps.get_model("amends", "Subscription").objects.select_related("member"):
        with translation.override(one.member.language):
            name = gettext("Overview")
        apps.get_model("amends", "SavedReport").objects.create(
            member=one.member,
            name=name,
            page="overview",
            period=f"last-{one.every}",
            every=one.every,
            sent_on=one.sent_on,
            made_at=timezone.now(),
        )


class Migration(migrations.Migration):
    dependencies = [("amends", "0010_publishes")]

    operations = [
        migrations.CreateModel(
            name="SavedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("page", models.CharField(max_length=60)),
                ("period", models.CharField(max_length=30)),
                ("pack", models.CharField(blank=True, max_length=60)),
                ("by", models.CharField(blank=True, max_length=20)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("shared_at", models.DateTimeField(null=True)),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[("week", "every week"), ("month", "every month"), ("quarter", "every quarter")],
                        max_length=10,
                        verbose_name="how often",
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="savedreport",
            constraint=models.UniqueConstraint(fields=("member", "name"), name="report_named_once"),
        ),
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
        # What was moved is stored for good before its table goes.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.DeleteModel(name="Subscription"),
    ]
