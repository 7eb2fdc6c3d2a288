import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("amends", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMatch",
            fields=[
                ("kind", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("heads", models.JSONField(default=dict)),
                ("dates", models.CharField(max_length=3)),
                ("decimal", models.CharField(max_length=5)),
            ],
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("stored", models.CharField(blank=True, max_length=200)),
                ("encoding", models.CharField(max_length=20)),
                ("delimiter", models.CharField(max_length=1)),
                ("headers", models.JSONField(default=list)),
                ("match", models.JSONField(default=dict)),
                ("state", models.CharField(default="matching", max_length=10)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True)),
                ("bare", models.CharField(db_index=True, max_length=60)),
                ("product", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("produced_on", models.DateField(null=True)),
                ("best_before", models.DateField(null=True)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ("unit", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True), models.Q(("bare", ""), _negated=True)
                        ),
                        name="lot_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("best_before", None),
                            ("produced_on", None),
                            ("best_before__gte", models.F("produced_on")),
                            _connector="OR",
                        ),
                        name="lot_keeps_after_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity", None), ("quantity__gt", 0), _connector="OR"),
                        name="lot_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60)),
                ("bare", models.CharField(db_index=True, max_length=60)),
                ("inspected_on", models.DateField(null=True)),
                ("characteristic", models.CharField(max_length=120)),
                ("limit", models.CharField(blank=True, max_length=120)),
                ("measured", models.CharField(blank=True, max_length=120)),
                ("verdict", models.CharField(max_length=4)),
                ("inspector", models.CharField(blank=True, max_length=80)),
                (
                    "lot",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="amends.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True)),
                ("bare", models.CharField(db_index=True, max_length=60)),
                ("customer", models.CharField(blank=True, max_length=60)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("ordered_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("customer", ""), _negated=True),
                        fields=["customer"],
                        name="order_of_customer",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True), models.Q(("bare", ""), _negated=True)
                        ),
                        name="order_has_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=20)),
                ("product", models.CharField(max_length=60)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ("unit", models.CharField(blank=True, max_length=20)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="amends.order",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refused",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=20)),
                ("column", models.CharField(blank=True, max_length=20)),
                ("value", models.CharField(blank=True, max_length=60)),
                ("found", models.CharField(default="reading", max_length=8)),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="amends.import",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True)),
                ("bare", models.CharField(db_index=True, max_length=60)),
                ("shipped_on", models.DateField(null=True)),
                ("carrier", models.CharField(blank=True, max_length=80)),
                ("delivered_on", models.DateField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shipments", to="amends.order"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShipmentLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=20)),
                ("product", models.CharField(max_length=60)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                ("unit", models.CharField(blank=True, max_length=20)),
                (
                    "lot",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipped",
                        to="amends.lot",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="amends.orderline"),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="amends.shipment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Staged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("cells", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(null=True), size=None)),
                (
                    "source",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="amends.import"),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("state__in", ["checking", "importing"])), fields=["made_at"], name="import_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["-made_at", "-id"], name="import_newest"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["matching", "checking", "checked", "importing", "done", "failed"])),
                name="import_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("done__lte", models.F("total"))), name="import_reads_no_more"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("lot", "number", "characteristic"), name="inspected_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["pass", "fail"])), name="verdict_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.UniqueConstraint(fields=("order", "line"), name="order_line_once"),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity", None), ("quantity__gt", 0), _connector="OR"), name="ordered_something"
            ),
        ),
        migrations.AddIndex(
            model_name="refused",
            index=models.Index(fields=["source", "line", "id"], name="refused_of_import"),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(fields=["-shipped_on", "-id"], name="shipment_newest"),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("number", ""), _negated=True), models.Q(("bare", ""), _negated=True)),
                name="shipment_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivered_on", None),
                    ("shipped_on", None),
                    ("delivered_on__gte", models.F("shipped_on")),
                    _connector="OR",
                ),
                name="shipped_before_delivered",
            ),
        ),
        migrations.AddIndex(
            model_name="shipmentline",
            index=models.Index(fields=["lot", "shipment"], name="shipments_of_lot"),
        ),
        migrations.AddConstraint(
            model_name="shipmentline",
            constraint=models.UniqueConstraint(fields=("shipment", "line"), name="shipment_line_once"),
        ),
        migrations.AddConstraint(
            model_name="shipmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity", None), ("quantity__gt", 0), _connector="OR"), name="shipped_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="staged",
            constraint=models.UniqueConstraint(fields=("source", "line"), name="line_staged_once"),
        ),
    ]
