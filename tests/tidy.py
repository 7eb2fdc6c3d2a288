"""Before long work in one transaction: what hundreds of tests rolled back is cleared away, or lookups wade in it."""

from django.db import connection


def database() -> None:
    """Outside a transaction only."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
