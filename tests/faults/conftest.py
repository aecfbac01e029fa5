"""Where does a portal live that is to be killed?"""

import os

import pytest

from tests.demonstrated import begin_with_the_demonstration


@pytest.fixture(params=["folder", "redis"])
def surroundings(request, tmp_path, tmp_path_factory):
    """The environment of a portal with the demonstration loaded and its papers asked for; short leases."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KIKAO_", "DJANGO_"))}
    kept |= {"KIKAO_VAR": str(tmp_path), "KIKAO_LEASE_SECONDS": "4", "KIKAO_SWEEP_SECONDS": "1"}
    kept.pop("DATABASE_URL", None)
    if request.param == "folder":
        kept.pop("REDIS_URL", None)
    elif not kept.get("REDIS_URL"):
        pytest.skip("no Redis is named in REDIS_URL")
    else:  # tests beside each other: a database each
        number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        kept["REDIS_URL"] = f"{kept['REDIS_URL'].rpartition('/')[0]}/{number}"
    begin_with_the_demonstration(tmp_path, tmp_path_factory)
    return kept
