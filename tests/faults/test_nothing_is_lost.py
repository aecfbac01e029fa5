"""Nothing is lost: typing, sending, cutting, doubling, deciding, in any order that Hypothesis can think of."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.drafting_machine import NothingIsLost, world_of


def test_every_text_that_a_screen_called_saved_is_somewhere(held, cast, monkeypatch):
    monkeypatch.setattr("members.middleware.is_mfa_enabled", lambda user: True)
    NothingIsLost.world = world_of(held, cast.secretary, cast.chair)
    few = settings(
        max_examples=20, stateful_step_count=20, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(NothingIsLost, settings=few)
