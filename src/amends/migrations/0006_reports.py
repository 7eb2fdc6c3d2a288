import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("amends", "0005_inside")]

    operations = [
        migrations.CreateModel(
            name="Base",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                (
                    "orders",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="orders",
                    ),
                ),
                (
                    "customers",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="customers",
                    ),
                ),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="amends.case",
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("where", models.JSONField()),
                ("marks", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Drawing",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("svg", models.TextField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("pack", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[("week", "every week"), ("month", "every month")],
                        max_length=10,
                        verbose_name="how often",
                    ),
                ),
                ("sent_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind",
                        "dimension",
                        "on",
                        "measure",
                        "value",
                        "bucket",
                        "pack",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("dimension", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("measure", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=100)),
                ("bucket", models.CharField(max_length=60)),
                ("pack", models.CharField(max_length=60)),
                ("count", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="counted_no",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("counted_no__lt", models.F("last_no"))), fields=["id"], name="case_uncounted"
            ),
        ),
        migrations.AddConstraint(
            model_name="base",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="base_of_a_month"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(fields=("month", "pack"), name="month_frozen_once"),
        ),
    ]
