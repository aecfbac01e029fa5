"""Where does Celery find its work? Replaced below."""

from celery import Celery

app = Celery("kikao")
