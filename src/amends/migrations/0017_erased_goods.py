"""An erased case names no goods any more: their numbers were typed by a person, and go with the other words."""

from django.db import migrations


def forget(apps, _schema_editor):
    """What a case is found by is read out of its vault from now on, and that is empty in these."""
    erased = apps.get_model("amends", "Case").objects.filter(erased_at__isnull=False)
    erased.exclude(goods=[]).update(goods=[])


class Migration(migrations.Migration):
    dependencies = [("amends", "0016_limits")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
