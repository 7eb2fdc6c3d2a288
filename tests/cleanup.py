"""After long work that was stored in earnest, and not in a transaction that is rolled back."""

from django.core.management import call_command
from django.db import connection

from amends.cases import editions


def emptied() -> None:
    """All tables, entries too, which nothing else may."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        # Numbers go on: what is kept by the number of an edition must not meet another one under the same.
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
        cursor.execute("SET session_replication_role = DEFAULT")
    editions.forget_calendars()
