"""What can be typed about forums, their rules and areas? A file per noun."""

from forums.forms.areas import AreaForm
from forums.forms.elections import ElectionForm
from forums.forms.instruments import InstrumentForm
from forums.forms.life import MandateForm, StageForm
from forums.forms.rules import RulesForm

__all__ = ["AreaForm", "ElectionForm", "InstrumentForm", "MandateForm", "RulesForm", "StageForm"]
