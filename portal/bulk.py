"""What does the database owe itself after much has come in at once?"""

from django.db import connection


def settle() -> None:
    """Let PostgreSQL count its tables anew, so that it plans by what is there now.

    It counts by itself only once a transaction has ended, and until then takes every table for empty: after hundreds of
    areas have come in, each question that joins them would run through all pairs. SQLite plans without such counts.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
