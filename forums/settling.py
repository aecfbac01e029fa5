"""How are working rules set?"""

from typing import Any

from django.db import transaction

from forums import ledger
from forums.models import Area, Rules


def set_rules(*, rules: Rules, changed: list[str], by: Any) -> None:
    """Save the rules of a forum, or of all forums of a level; the ledger keeps which were changed."""
    with transaction.atomic():
        rules.save()
        area = rules.forum.area if rules.forum else Area.objects.get(level=Area.Level.NATIONAL)
        ledger.record("rules.set", rules, by=by, area=area, fields=sorted(changed), scope=rules.scope)
