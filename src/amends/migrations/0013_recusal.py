"""Who is complained about becomes a column, also of the cases that are there already."""

import tomllib

import django.contrib.postgres.fields
from django.db import migrations, models


def fill(apps, _schema_editor):
    """By the field that each edition asks with: the one that its gates `not-about` name."""
    case = apps.get_model("amends", "Case")
    for edition in apps.get_model("amends", "Edition").objects.only("pk", "files").iterator():
        for field in set(asking(tomllib.loads(edition.files["procedure.toml"]))):
            known = {f"state__values__{field}__isnull": False}
            for one in case.objects.filter(edition_id=edition.pk, **known).only("pk", "state").iterator():
                said = one.state["values"][field]
                named = [by for by in (said if isinstance(said, list) else [said]) if by]
                ids = sorted(int(by.partition(":")[2]) for by in named)
                case.objects.filter(pk=one.pk).update(complained_about=ids)


def asking(said):
    """The value of every gate `not-about`, wherever it stands."""
    if isinstance(said, dict):
        if isinstance(said.get("not-about"), str):
            yield said["not-about"]
        for inner in said.values():
            yield from asking(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from asking(inner)


class Migration(migrations.Migration):
    dependencies = [("amends", "0012_erasing")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="complained_about",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="case", name="recusal_waived", field=models.CharField(blank=True, max_length=20)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at", None), models.Q(("complained_about", []), _negated=True)),
                fields=["id"],
                name="case_about",
            ),
        ),
    ]
