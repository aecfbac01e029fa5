"""What does Django lack to speak Kiswahili? The language's own name and writing direction."""

from django.conf.locale import LANG_INFO


def install() -> None:
    """Make sure that the language chooser finds Kiswahili under its own name."""
    LANG_INFO.setdefault("sw", {"bidi": False, "code": "sw", "name": "Swahili", "name_local": "Kiswahili"})
