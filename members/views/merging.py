"""Screen: one person who stands twice on a roster becomes one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums.workflow import StepRefused
from members import held, merging
from members.forms import MergeForm
from members.views.membership import load_member


@login_required
def member_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other entry of the same person; see what hangs on each; make them one."""
    member = load_member(request, pk, "keep_record")
    others = merging.people_of(member.forum).exclude(pk=member.person_id).order_by("name")
    form = MergeForm(request.POST if request.method == "POST" else None, others=others)
    other = form.cleaned_data["other"] if request.method == "POST" and form.is_valid() else None
    if other is not None and request.POST.get("sure"):
        try:
            merging.merge(forum=member.forum, keep=member.person, lose=other, by=request.user)
        except StepRefused as refused:
            form.add_error("other", str(refused))
        else:
            messages.success(request, _("%(name)s now stands here once.") % {"name": member.person.name})
            return redirect("member_change", pk=member.pk)
    context = {
        "forum": member.forum,
        "member": member,
        "form": form,
        "other": other,
        "ours": held.held_on(member.person, with_contacts=False),
        "theirs": held.held_on(other, with_contacts=False) if other else [],
    }
    return render(request, "members/merge.html", context, status=422 if form.errors else 200)
