"""How does a text message (SMS) leave the portal? Through Africa's Talking where a key is given; else it lies in the outbox.

A database marked as demonstration never sends one: its people are invented, their numbers may be somebody's.
"""

import json
import secrets
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models import is_demonstration

# The basic alphabet of GSM 03.38; one sign beyond it halves what a part holds. Signs of its extension count twice.
BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("^{}\\[~]|€")
SENT = 101  # Africa's Talking: 100 processed, 101 sent, 102 queued
ACCEPTED = {100, SENT, 102}


class NotSent(Exception):
    """The network did not take a text; `words` say why, and what can be done."""

    def __init__(self, words: Any) -> None:
        super().__init__(str(words))
        self.words = words


def is_outbox() -> bool:
    """Whether texts stay on this machine."""
    return not settings.SMS_KEY or is_demonstration()


def parts(words: str) -> int:
    """How many messages a network counts for these words: 160 signs, or 70 where one is outside its alphabet."""
    if all(sign in BASIC or sign in EXTENDED for sign in words):
        length = len(words) + sum(sign in EXTENDED for sign in words)
        return 1 if length <= 160 else -(-length // 153)
    length = len(words.encode("utf-16-le")) // 2
    return 1 if length <= 70 else -(-length // 67)


def price(words: str) -> Decimal | None:
    """Kenya shillings that one person's text costs by the price given to the portal; None where none was given."""
    return settings.SMS_PRICE * parts(words) if settings.SMS_PRICE is not None else None


def send(to: str, words: str) -> str:
    """Send words to one number (`+254...`); the network's name for the message, empty from the outbox.

    Raises NotSent with words for whoever asked.
    """
    if is_outbox():
        _lay_down(to, words)
        return ""
    from africastalking.SMS import SMSService  # only where texts are sent: it brings an HTTP library with it
    from requests import RequestException

    service = SMSService(settings.SMS_USER, settings.SMS_KEY)
    try:
        answer = service.send(words, [to], settings.SMS_SENDER or None)
        told = answer if isinstance(answer, dict) else json.loads(answer)
        said = told["SMSMessageData"]["Recipients"][0]
    except RequestException:
        raise NotSent(_("The SMS service does not answer. Try again later.")) from None
    except Exception as wrong:
        raise NotSent(_("The SMS service refused the message. Tell whoever runs the portal.")) from wrong
    if said.get("statusCode") not in ACCEPTED:
        raise NotSent(_("The network did not take the message. Check the number."))
    return str(said.get("messageId", ""))


def _lay_down(to: str, words: str) -> None:
    """Into the outbox, a file each, where whoever tries the portal finds it beside the letters."""
    folder = settings.OUTBOX
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{timezone.localtime():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.sms"
    (folder / name).write_text(f"To: {to}\n\n{words}\n", encoding="utf-8")
