"""Tables are called what the field calls what they hold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("amends", "0018_need_to_know")]
    operations = [
        migrations.RenameModel("Vaulted", "PersonalData"),
        migrations.RenameModel("Words", "SearchIndex"),
        migrations.RenameModel("Tries", "LoginAttempt"),
        migrations.RenameModel("Holding", "RoleAssignment"),
        migrations.AlterField(
            model_name="roleassignment",
            name="member",
            field=models.ForeignKey(
                on_delete=models.deletion.CASCADE, related_name="role_assignments", to="amends.member"
            ),
        ),
        migrations.AlterField(
            model_name="searchindex",
            name="case",
            field=models.OneToOneField(
                on_delete=models.deletion.PROTECT,
                primary_key=True,
                related_name="words",
                serialize=False,
                to="amends.case",
            ),
        ),
    ]
