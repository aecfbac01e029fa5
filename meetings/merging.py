"""What of meetings and minutes passes over when two entries of a roster turn out to be one person?"""

from django.db.models import Q
from django.utils.translation import gettext as _

from forums.workflow import StepRefused
from meetings.models import (
    AddendumSignature,
    Amendment,
    Attendance,
    Clearance,
    Confirmation,
    Delivery,
    Gap,
    Proposal,
    Reminder,
    Reply,
    Signature,
)
from members.models import Person


def person_merged(keep: Person, lose: Person) -> None:
    """Attendance, clearances, signatures and confirmations of `lose` become those of `keep`.

    Raises StepRefused where both were at one meeting, or one proposed what the other seconded: then they are two.
    """
    ours = {row.meeting_id: row for row in Attendance.objects.filter(person=keep)}
    for row in Attendance.objects.filter(person=lose).select_related("meeting"):
        other = ours.get(row.meeting_id)
        if other is None:
            row.person = keep
            row.save(update_fields=["person"])
        elif row.status == Attendance.Status.ABSENT:
            row.delete()
        elif other.status == Attendance.Status.ABSENT:
            other.delete()
            row.person = keep
            row.save(update_fields=["person"])
        else:
            day = f"{row.meeting.held_on.day} {row.meeting.held_on:%B %Y}"
            raise StepRefused(
                _("Both are on record at the meeting of %(day)s. If that is a mistake, correct the attendance first.")
                % {"day": day}
            )
    if Confirmation.objects.filter(Q(proposer=keep, seconder=lose) | Q(proposer=lose, seconder=keep)).exists():
        raise StepRefused(_("One proposed and the other seconded the same minutes, so they are two people."))
    for model in (Clearance, Signature, Gap, Amendment, AddendumSignature):
        model.objects.filter(person=lose).update(person=keep)
    # What was told and answered twice stays once, as the kept entry has it
    Delivery.objects.filter(person=lose, notice__deliveries__person=keep).delete()
    Delivery.objects.filter(person=lose).update(person=keep)
    Reply.objects.filter(person=lose, meeting__replies__person=keep).delete()
    Reply.objects.filter(person=lose).update(person=keep)
    Reminder.objects.filter(person=lose, minutes__reminders__person=keep).delete()
    Reminder.objects.filter(person=lose).update(person=keep)
    Proposal.objects.filter(person=lose).update(person=keep)
    Confirmation.objects.filter(proposer=lose).update(proposer=keep)
    Confirmation.objects.filter(seconder=lose).update(seconder=keep)
