"""Is a one-time link good? Signed, an hour old at most, and worth nothing once there is a director."""

from django.core import signing

from members.models import Appointment, Office

SALT = "kikao.first-director"
GOOD_FOR_SECONDS = 3600


def has_director() -> bool:
    """Whether an NSC director was ever appointed."""
    return Appointment.objects.filter(office__seat=Office.Seat.NSC_DIRECTOR).exists()


def make_token() -> str:
    """A link's token, good for an hour."""
    return signing.dumps("first director", salt=SALT)


def is_good(token: str) -> bool:
    """Whether a token opens the door now."""
    try:
        signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return False
    return not has_director()
