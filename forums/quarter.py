"""Which quarter of the financial year is it? July to June, always shown with its months."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone, translation

_MONTHS = {
    "en": ("Jul-Sep", "Oct-Dec", "Jan-Mar", "Apr-Jun"),
    "sw": ("Jul-Sep", "Okt-Des", "Jan-Mac", "Apr-Jun"),
}
_WRITTEN = re.compile(r"^(\d{4})-(\d{2})-Q([1-4])$")


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of Kenya's financial year; `year` is the calendar year in which the financial year began."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """The quarter in which a day falls."""
        year = day.year if day.month >= 7 else day.year - 1
        return cls(year, (day.month - 7) % 12 // 3 + 1)

    @classmethod
    def now(cls) -> "Quarter":
        """The quarter of today in Nairobi."""
        return cls.of(timezone.localdate())

    @classmethod
    def parse(cls, code: str) -> "Quarter":
        """The quarter written as in addresses, `2024-25-Q3`. Raises ValueError for anything else."""
        match = _WRITTEN.match(code)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"{code!r} is not a quarter; write it as 2024-25-Q3")
        return cls(int(match[1]), int(match[3]))

    @property
    def code(self) -> str:
        """As in addresses and tables: `2024-25-Q3`; sorts by time."""
        return f"{self.year}-{(self.year + 1) % 100:02d}-Q{self.number}"

    @property
    def financial_year(self) -> str:
        """`FY 2024/25`."""
        return f"FY {self.year}/{(self.year + 1) % 100:02d}"

    @property
    def months(self) -> str:
        """`Jan-Mar 2025`."""
        months = _MONTHS.get(translation.get_language() or "en", _MONTHS["en"])
        return f"{months[self.number - 1]} {self.start.year}"

    @property
    def label(self) -> str:
        """`Q3 FY 2024/25 (Jan-Mar 2025)`."""
        return f"Q{self.number} {self.financial_year} ({self.months})"

    @property
    def printed(self) -> str:
        """As papers write it: `Q3, FY 2024/25 (Jan-Mar 2025)`."""
        return f"Q{self.number}, {self.financial_year} ({self.months})"

    @property
    def start(self) -> dt.date:
        """Its first day."""
        month = (self.number - 1) * 3 + 7
        return dt.date(self.year + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return self.next().start - dt.timedelta(days=1)

    def next(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def __str__(self) -> str:
        return self.label
