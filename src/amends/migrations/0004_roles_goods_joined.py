import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("amends", "0003_ways_in")]

    operations = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("key", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("issue", models.PositiveIntegerField(default=1)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="amends.site"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="goods",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=220), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="joined_to",
            field=models.CharField(blank=True, max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inforce",
            name="by",
            field=models.CharField(blank=True, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inforce",
            name="reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("joined_to", ""), _negated=True), fields=["joined_to"], name="case_joined"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("goods", []), _negated=True), fields=["goods"], name="case_goods"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__items__0__isnull", False)), fields=["id"], name="case_items"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["received_at"], name="case_received"
            ),
        ),
    ]
