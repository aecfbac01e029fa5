"""Which day is meant by `Friday`, `in two weeks`, `end of March`, `kesho`, `wiki mbili`, `4 mwezi wa nne`? In both languages.

Everything is counted from one day, `since`: the meeting's, or today.
"""

import calendar
import datetime as dt
import re

from babel.dates import get_day_names, get_month_names
from dateutil import parser
from dateutil.relativedelta import relativedelta

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one moja mmoja",
            "two mbili wawili miwili",
            "three tatu mitatu",
            "four nne minne",
            "five tano mitano",
            "six sita",
            "seven saba",
            "eight nane minane",
            "nine tisa",
            "ten kumi",
        ),
        1,
    )
    for word in words.split()
}
UNITS = {
    "days": "day days siku",
    "weeks": "week weeks wiki juma majuma",
    "fortnights": "fortnight fortnights",
    "months": "month months mwezi miezi",
    "years": "year years mwaka miaka",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
NEAR = {
    "today": 0, "leo": 0, "tomorrow": 1, "kesho": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
    "kesho kutwa": 2, "keshokutwa": 2, "yesterday": -1, "jana": -1, "juzi": -2,
}  # fmt: skip
ORDINALS = [
    "kwanza",
    "pili",
    "tatu",
    "nne",
    "tano",
    "sita",
    "saba",
    "nane",
    "tisa",
    "kumi",
    "kumi_na_moja",
    "kumi_na_mbili",
]
DAYS = [name.lower() for name in calendar.day_name]
MONTHS = [name.lower() for name in calendar.month_name]
EARLIEST, LATEST = 1900, 2199


class NotThatWeekday(ValueError):
    """The day named and the date given do not go together; `day` is the date."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(str(day))
        self.day = day


def day_meant(typed: str, *, since: dt.date) -> dt.date | None:
    """The day that somebody means, or None where that is not certain.

    A weekday is the next one after `since`, `next Friday` that of the following week; a year left out is the one that
    comes next. Raises NotThatWeekday for a date that falls on another weekday than the one written beside it.
    """
    said = _plain(typed)
    try:
        for understand in (_near, _weekday, _distance, _part_of_month, _part_of_time, _date):
            found = understand(said, since)
            if found is not None:
                return found if EARLIEST <= found.year <= LATEST else None
    except (OverflowError, calendar.IllegalMonthError):
        return None
    return None


def _plain(typed: str) -> str:
    """In lower case and English names, without the small words before a date."""
    said = " ".join(typed.lower().replace(",", " ").split()).strip(" .")
    said = re.sub(r"^(by|on|until|before|kufikia|ifikapo|mnamo|hadi|kabla ya)\s+", "", said)
    said = re.sub(r"^(the end)\b", "end", said)
    said = re.sub(r"^(siku ya|tarehe)\s+(?=\S)", "", said)
    said = said.replace("kumi na ", "kumi_na_")
    for name, english in _names().items():
        said = re.sub(rf"\b{name}\b", english, said)
    for place, ordinal in sorted(enumerate(ORDINALS, 1), reverse=True):
        said = re.sub(rf"\b(?:ya )?mwezi wa {ordinal}\b", MONTHS[place], said)
    return said


def _names() -> dict[str, str]:
    """Kiswahili names of days and months, long and short, with the English ones."""
    days = {name.lower(): DAYS[place] for place, name in get_day_names("wide", locale="sw").items()}
    for width in ("wide", "abbreviated"):
        days |= {name.lower(): MONTHS[place] for place, name in get_month_names(width, locale="sw").items()}
    return days


def _near(said: str, since: dt.date) -> dt.date | None:
    return since + dt.timedelta(days=NEAR[said]) if said in NEAR else None


def _weekday(said: str, since: dt.date) -> dt.date | None:
    """`friday`, `this friday`; `next friday`, `friday next week` and `ijumaa ijayo` lie in the following week."""
    day = "|".join(f"{name}|{name[:3]}" for name in DAYS)
    match = re.fullmatch(
        rf"(this |coming |hii )?(next )?({day})( hii)?( ijayo| next week| wiki ijayo| ya wiki ijayo)?", said
    )
    if match is None:
        return None
    place = next(place for place, name in enumerate(DAYS) if name.startswith(match[3][:3]))
    if match[2] or match[5]:
        return since - dt.timedelta(days=since.weekday()) + dt.timedelta(days=7 + place)
    return since + dt.timedelta(days=(place - since.weekday() - 1) % 7 + 1)


def _distance(said: str, since: dt.date) -> dt.date | None:
    """`in two weeks`, `10 days`, `a month from now`; `wiki mbili`, `baada ya miezi 3`."""
    said = re.sub(r"^(in|within|after|baada ya|katika|ndani ya)\s+", "", said)
    said = re.sub(r"\s+(from now|from today|time|later|zijazo|ijayo|kuanzia leo)$", "", said).replace("weeks'", "weeks")
    words = said.split()
    if len(words) != 2:
        return None
    count, unit = words if words[1] in UNIT_OF else reversed(words)
    number = int(count) if re.fullmatch(r"\d{1,3}", count) else NUMBERS.get(count)
    if number is None or unit not in UNIT_OF:
        return None
    kind = UNIT_OF[unit]
    step = {"weeks": number * 2} if kind == "fortnights" else {kind: number}
    return since + relativedelta(**step)


def _part_of_month(said: str, since: dt.date) -> dt.date | None:
    """`end of march`, `mid-april`, `mwanzo wa aprili 2026`."""
    months = "|".join(name for english in MONTHS[1:] for name in (english, english[:3]))
    match = re.fullmatch(rf"{_PART}({months})( \d{{4}})?", said)
    if match is None:
        return None
    month = next(place for place, name in enumerate(MONTHS) if name and name.startswith(match[2][:3]))
    if match[3]:
        return _in_month(match[1], int(match[3]), month)
    found = _in_month(match[1], since.year, month)
    return found if found >= since else _in_month(match[1], since.year + 1, month)


def _part_of_time(said: str, since: dt.date) -> dt.date | None:
    """`end of the month`, `end of next month`, `end of the quarter`, `end of the year`; `mwisho wa mwezi ujao`."""
    match = re.fullmatch(
        rf"{_PART}(?:the |this )?(next )?(month|quarter|year|mwezi|robo|robo mwaka|mwaka)( huu| hii| ujao| ijayo)?",
        said,
    )
    if match is None:
        return None
    later = bool(match[2]) or (match[4] or "").strip() in {"ujao", "ijayo"}
    if match[3] in {"month", "mwezi"}:
        first = since.replace(day=1) + relativedelta(months=later)
        return _in_month(match[1], first.year, first.month)
    if not re.match(r"end|mwisho", match[1]):
        return None
    if match[3] in {"year", "mwaka"}:
        return dt.date(since.year + later, 12, 31)
    first = since.replace(day=1, month=(since.month - 1) // 3 * 3 + 1) + relativedelta(months=3 * later + 2)
    return _in_month(match[1], first.year, first.month)


_PART = (
    r"(end|mwisho|mwishoni|beginning|start|mwanzo|mwanzoni|mid|middle|katikati)(?: of |-| of the | wa | mwa | ya | )"
)


def _in_month(part: str, year: int, month: int) -> dt.date:
    if part.startswith(("mid", "katikati")):
        return dt.date(year, month, 15)
    if part.startswith(("end", "mwisho")):
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, month, 1)


def _date(said: str, since: dt.date) -> dt.date | None:
    """A date in words or figures, day before month."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            return None
    if ":" in said or not re.search(r"\d", said) or not re.search(r"[a-z]{3}|\d\D+\d", said):
        return None
    if re.fullmatch(r"[a-z]{3,9} \d{4}", said):
        return None  # a month is no day
    try:
        found = parser.parse(said, dayfirst=True, default=dt.datetime(4, 1, 1)).date()
    except (ValueError, OverflowError):
        return None
    if found.year == 4:
        found = _next(found.month, found.day, since)
    named = re.match(rf"({'|'.join(f'{name}|{name[:3]}' for name in DAYS)})\b", said)
    if named and not DAYS[found.weekday()].startswith(named[1][:3]):
        raise NotThatWeekday(found)
    return found


def _next(month: int, day: int, since: dt.date) -> dt.date:
    for year in range(since.year, since.year + 9):
        try:
            if (found := dt.date(year, month, day)) >= since:
                return found
        except ValueError:
            continue
    return dt.date(since.year, month, min(day, 28))
