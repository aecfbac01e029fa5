"""Which columns does a roster have, how may they be headed, and what may stand in them?"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from members.models import Membership

# column -> how it may be headed, in English and Kiswahili; the first of each is the template's own
HEADINGS = {
    "name": ("Name", "Jina", "Full name", "Jina kamili", "Names"),
    "organisation": ("Organisation", "Shirika", "Organization", "Institution", "Taasisi"),
    "designation": ("Designation", "Cheo", "Position", "Title"),
    "sector": ("Sector", "Sekta"),
    "gender": ("Gender", "Jinsia", "Sex"),
    "age_band": ("Age", "Umri", "Age band"),
    "has_disability": ("Disability", "Ulemavu", "PWD"),
    "standing": ("Standing", "Hali", "Status"),
    "phone": ("Telephone", "Simu", "Phone", "Mobile", "Phone number", "Nambari ya simu", "Tel"),
    "email": ("E-mail", "Barua pepe", "Email", "Email address"),
}
GENDERS = {"f": "F", "female": "F", "woman": "F", "mke": "F", "mwanamke": "F", "ke": "F"} | {
    "m": "M", "male": "M", "man": "M", "mume": "M", "mwanamume": "M", "mwanaume": "M", "me": "M",
}  # fmt: skip
AGES = {"youth": "youth", "kijana": "youth", "18-34": "youth", "18 to 34": "youth"} | {
    "adult": "adult", "mtu mzima": "adult", "35-59": "adult", "35 to 59": "adult",
    "elder": "elder", "mzee": "elder", "60+": "elder", "60 and over": "elder",
}  # fmt: skip
YES, NO = {"yes", "y", "ndiyo", "ndio", "1", "true", "x"}, {"no", "n", "hapana", "la", "0", "false", "-"}
STANDINGS = {value: value for value in Membership.Standing.values} | {
    "amebainishwa": "identified", "amealikwa": "invited", "amethibitishwa": "confirmed", "member": "confirmed",
    "mwanachama": "confirmed", "amekataa": "declined", "ameondoka": "left",
}  # fmt: skip


def _key(words: Any) -> str:
    return re.sub(r"[^a-z]", "", str(words).lower())


NAMED = {_key(heading): column for column, headings in HEADINGS.items() for heading in headings}


def column_named(heading: Any) -> str | None:
    """The column that a heading means, whatever its case and spaces."""
    return NAMED.get(_key(heading)) if isinstance(heading, str) else None


def phone_of(typed: str) -> str:
    """A telephone number with its country, `+254712345678`. Raises ValueError for what is none."""
    number = re.sub(r"[\s().\-/]", "", typed)
    number = re.sub(r"^(?:\+?254|00254|0)?(?=[17]\d{8}$)", "+254", number)
    number = re.sub(r"^00", "+", number)
    if not re.fullmatch(r"\+\d{8,14}", number):
        raise ValueError(typed)
    return number


def age_band_of(typed: str) -> str:
    """The band of ages, also from a number of years. Raises KeyError for what is none."""
    if re.fullmatch(r"\d{1,3}", typed):
        years = int(typed)
        if not 18 <= years <= 120:
            raise KeyError(typed)
        return "youth" if years < 35 else "adult" if years < 60 else "elder"
    return AGES[typed.lower().replace("–", "-")]


def understood(row: dict[str, str], sectors: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What a row says, and in words what in it cannot be understood. `sectors` finds a sector by code or name."""
    said: dict[str, Any] = {
        name: row.get(name, "")[:limit] for name, limit in (("name", 120), ("organisation", 160), ("designation", 120))
    }
    wrong = []
    if not said["name"]:
        wrong.append(_("The name is missing."))

    def take(name: str, words: str, find: Any) -> None:
        typed = row.get(name, "")
        if not typed:
            return
        try:
            said[name] = find(typed)
        except (KeyError, ValueError, ValidationError):
            wrong.append(words % {"typed": typed[:40]})

    take("sector", _("“%(typed)s” is no sector of the list."), lambda typed: sectors[typed.lower()])
    take("gender", _("“%(typed)s” is no gender: write woman or man."), lambda typed: GENDERS[typed.lower()])
    take("age_band", _("“%(typed)s” is no age: write a number of years, or 18-34."), age_band_of)
    take("has_disability", _("“%(typed)s” under Disability: write yes or no."), _yes_or_no)
    take(
        "standing",
        _("“%(typed)s” is no standing: write confirmed, invited or identified."),
        lambda t: STANDINGS[t.lower()],
    )
    take("phone", _("“%(typed)s” is no telephone number."), phone_of)
    take("email", _("“%(typed)s” is no e-mail address."), _email)
    return said, wrong


def _yes_or_no(typed: str) -> bool:
    if typed.lower() in YES:
        return True
    if typed.lower() in NO:
        return False
    raise KeyError(typed)


def _email(typed: str) -> str:
    validate_email(typed)
    return typed.lower()
