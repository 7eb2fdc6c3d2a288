"""A role is held for a department too; in whose hands a case is becomes a column, of the cases there are already."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# As `projections.projection` reckons it: whoever it was given to, and whoever is appointed in it.
HOLDERS = """
UPDATE amends_case SET holders = named.ids FROM (
  SELECT c.id, array_agg(DISTINCT substr(one.by, 7)::int ORDER BY substr(one.by, 7)::int) AS ids
  FROM amends_case c, LATERAL (
    SELECT c.state ->> 'owner' AS by
    UNION ALL SELECT value FROM jsonb_each_text(coalesce(c.state -> 'hands', '{}'))) AS one
  WHERE one.by ~ '^staff:[0-9]+$' GROUP BY c.id) AS named
WHERE named.id = amends_case.id
"""


class Migration(migrations.Migration):
    dependencies = [("amends", "0017_erased_goods")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="need_to_know",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="holding",
            name="department",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="amends.department"
            ),
        ),
        migrations.RemoveConstraint(model_name="holding", name="role_held_once"),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(
                fields=("member", "role", "site", "department"), name="role_held_once", nulls_distinct=False
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="holders",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(), default=list, size=None
            ),
        ),
        migrations.RunSQL(HOLDERS, migrations.RunSQL.noop),
    ]
