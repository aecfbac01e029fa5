"""What can be typed about people, rosters, offices and accounts? A file per noun."""

from members.forms.accounts import AccountForm, InviteForm, WelcomeForm
from members.forms.corrections import CorrectionForm, SettleForm
from members.forms.offices import (
    AnswerForm,
    AppointForm,
    CarryOutForm,
    EarlierForm,
    EndForm,
    OfficeLineForm,
    PostingForm,
    RepresentativeForm,
)
from members.forms.rosters import (
    BodiesForm,
    BringInForm,
    ContactForm,
    MemberForm,
    MembershipForm,
    MergeForm,
    PipelineForm,
    SpreadsheetForm,
    TrainingForm,
)

__all__ = [
    "AccountForm",
    "AnswerForm",
    "AppointForm",
    "BodiesForm",
    "BringInForm",
    "CarryOutForm",
    "ContactForm",
    "CorrectionForm",
    "EarlierForm",
    "EndForm",
    "InviteForm",
    "MemberForm",
    "MembershipForm",
    "MergeForm",
    "OfficeLineForm",
    "PipelineForm",
    "PostingForm",
    "RepresentativeForm",
    "SettleForm",
    "SpreadsheetForm",
    "TrainingForm",
    "WelcomeForm",
]
