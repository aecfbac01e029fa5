"""Jobs: rows that are the truth; Celery runs them, the broker only rings."""
