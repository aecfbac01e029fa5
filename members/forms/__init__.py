"""What can be typed about people, rosters, offices and accounts? A file per noun."""

from members.forms.accounts import AccountForm, InviteForm, WelcomeForm
from members.forms.offices import (
    AnswerForm,
    AppointForm,
    CarryOutForm,
    EndForm,
    OfficeLineForm,
    PostingForm,
    RepresentativeForm,
)
from members.forms.rosters import (
    BringInForm,
    ContactForm,
    MemberForm,
    MembershipForm,
    MergeForm,
    SpreadsheetForm,
)

__all__ = [
    "AccountForm",
    "AnswerForm",
    "AppointForm",
    "BringInForm",
    "CarryOutForm",
    "ContactForm",
    "EndForm",
    "InviteForm",
    "MemberForm",
    "MembershipForm",
    "MergeForm",
    "OfficeLineForm",
    "PostingForm",
    "RepresentativeForm",
    "SpreadsheetForm",
    "WelcomeForm",
]
