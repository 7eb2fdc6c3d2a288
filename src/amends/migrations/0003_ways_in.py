import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("amends", "0002_goods"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gateway",
            fields=[
                (
                    "key",
                    models.SlugField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="name in the address"
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("hmac", "a signature over the message (HMAC-SHA256)"),
                            ("secret", "a secret in a header"),
                        ],
                        default="hmac",
                        max_length=10,
                        verbose_name="how it proves itself",
                    ),
                ),
                ("header", models.CharField(default="X-Signature", max_length=60, verbose_name="header")),
                ("secret", models.BinaryField()),
                ("last_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=40)),
                ("fault_since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                (
                    "how",
                    models.CharField(
                        choices=[("imap", "we fetch it (IMAP)"), ("pipe", "our mail server hands it over")],
                        default="imap",
                        max_length=10,
                        verbose_name="how it comes",
                    ),
                ),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="server")),
                ("port", models.PositiveIntegerField(default=993, verbose_name="port")),
                (
                    "security",
                    models.CharField(
                        choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "none (only on this machine)")],
                        default="tls",
                        max_length=10,
                        verbose_name="security",
                    ),
                ),
                ("user", models.CharField(blank=True, max_length=200, verbose_name="user")),
                ("password", models.BinaryField(null=True)),
                ("folder", models.CharField(default="INBOX", max_length=200, verbose_name="folder")),
                ("done_folder", models.CharField(blank=True, max_length=200, verbose_name="folder for what was taken")),
                ("tagged", models.BooleanField(default=False)),
                ("paused_at", models.DateTimeField(null=True)),
                ("validity", models.BigIntegerField(default=0)),
                ("last_uid", models.BigIntegerField(default=0)),
                ("read_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=40)),
                ("fault_since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "address",
                    models.EmailField(max_length=254, primary_key=True, serialize=False, verbose_name="address"),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="amends.mailbox"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("way", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("stored", models.CharField(max_length=200)),
                ("whole", models.BooleanField(default=True)),
                ("came_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sender", models.CharField(blank=True, max_length=64)),
                ("head", models.JSONField(default=dict)),
                ("sort", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("answer", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="amends.case",
                    ),
                ),
                (
                    "gateway",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="amends.gateway"),
                ),
                (
                    "mailbox",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="amends.mailbox"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="incoming_unsorted"
                    ),
                    models.Index(fields=["-came_at", "-id"], name="incoming_newest"),
                    models.Index(fields=["sender", "came_at"], name="incoming_sender"),
                    models.Index(
                        condition=models.Q(("answer", ""), _negated=True), fields=["id"], name="incoming_unanswered"
                    ),
                ],
            },
        ),
    ]
