"""Screens: write a letter before it is printed; print the sheets that are made from a roster."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from documents import letters
from documents.forms import LetterForm, SheetForm
from documents.models import Paper
from forums.access import load
from forums.models import Forum
from members.views.membership import load_member
from members.views.offices import load_appointment


@login_required
def member_letter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write a letter of invitation or of thanks to somebody on the roster."""
    if kind not in letters.MEMBER_LETTERS:
        raise Http404
    member = load_member(request, pk, "keep_record")

    def write(words: str, language: str) -> Paper:
        return letters.write_to_member(kind=kind, member=member, words=words, language=language, by=request.user)

    return _letter(
        request,
        forum=member.forum,
        title=str(letters.MEMBER_LETTERS[kind]),
        named=member.person.name,
        begin=lambda language: letters.words_of_member_letter(kind, member, language),
        write=write,
    )


@login_required
def appointment_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letter to whoever was appointed."""
    appointment = load_appointment(request, pk)

    def write(words: str, language: str) -> Paper:
        return letters.write_appointment(appointment=appointment, words=words, language=language, by=request.user)

    return _letter(
        request,
        forum=appointment.office.forum,
        title=_("Letter of appointment"),
        named=appointment.holder_name,
        begin=lambda language: letters.words_of_appointment(appointment, language),
        write=write,
    )


@login_required
def handover_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the note by which an office passes on, with what is open; a remark may be added."""
    appointment = load_appointment(request, pk)

    def write(words: str, language: str) -> Paper:
        return letters.write_handover(appointment=appointment, words=words, language=language, by=request.user)

    return _letter(
        request,
        forum=appointment.office.forum,
        title=_("Handover note"),
        named=appointment.office.title,
        begin=lambda language: "",
        write=write,
        is_note=True,
    )


@login_required
def forum_sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the duty card or the sign-in sheet."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        make = {"duty_card": letters.print_duty_card, "sign_in": letters.print_sign_in_sheet}[said["kind"]]
        return redirect(make(forum=forum, language=said["language"], by=request.user))
    return render(request, "documents/sheets.html", {"forum": forum, "form": form}, status=422 if form.errors else 200)


def _letter(
    request: HttpRequest, *, forum: Forum, title: str, named: str, begin: Callable[[str], str],
    write: Callable[[str, str], Paper], is_note: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show the words to begin with in the language asked for; print what was made of them."""
    language = "sw" if request.GET.get("in") == "sw" else "en"
    if request.method == "POST":
        form = LetterForm(request.POST, is_note=is_note)
        if form.is_valid():
            return redirect(write(form.cleaned_data["words"], form.cleaned_data["language"]))
    else:
        form = LetterForm(initial={"words": begin(language), "language": language}, is_note=is_note)
    context = {"forum": forum, "form": form, "title": title, "named": named, "language": language}
    return render(request, "documents/letter.html", context, status=422 if form.errors else 200)
