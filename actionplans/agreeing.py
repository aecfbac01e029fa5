"""How does an accord come on record? Its parties, signatories, clauses and scan, its life, and the breaches noted."""

import datetime as dt
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.accord_workflow import ACCORDS, before_signing
from actionplans.actions import FieldRefused, add_action
from actionplans.days import refuse_ahead, refuse_before
from actionplans.doing import Sent
from actionplans.models import (
    Accord,
    AccordBreach,
    AccordClause,
    AccordParty,
    AccordScan,
    AccordSignatory,
    ActionPoint,
)
from actionplans.pledging import givers_known
from forums import ledger
from forums.access import require
from forums.models import Area, Forum
from forums.workflow import StepRefused
from portal.contents import Unfit, plain_name
from portal.kept_files import fit, names_of, storing

FOLDER = "accords"
MOST_SCANS = 12  # with one accord
SCANNED_AS = ("jpg", "pdf")


def areas_of(forum: Forum) -> models.QuerySet:
    """The areas that an accord of this forum can concern: its own and those below."""
    return Area.objects.filter(path__startswith=forum.area.path).order_by("path")


def successors_of(accord: Accord) -> models.QuerySet:
    """The accords that can have taken its place: the signed ones of its forum."""
    return Accord.objects.filter(forum=accord.forum_id, signed_on__isnull=False).exclude(pk=accord.pk)


def begin(
    *, forum: Forum, title: str, kind: str, language: str, about: str = "", place: str = "",
    areas: list[Area] | None = None, by: Any,
) -> Accord:  # fmt: skip
    """Bring an accord on record, under negotiation. Raises FieldRefused where the forum has one of that title."""
    require(by, "keep_record", forum.area)
    _one_title(forum, title, None)
    with transaction.atomic():
        made = Accord.objects.create(forum=forum, title=title, kind=kind, language=language, about=about, place=place)
        made.areas.set(areas or [forum.area])
        ledger.record("accord.begin", made, by=by, kind=kind)
    return made


def change_accord(
    *, accord: Accord, areas: list[Area], superseded_by: Accord | None = None, by: Any, **said: Any
) -> None:
    """Put right title, kind, language, place or what it is about, which areas it concerns, and what took its place.

    Raises FieldRefused for a title that the forum has already, and for a successor that cannot be one.
    """
    require(by, "keep_record", accord.area)
    _one_title(accord.forum, said["title"], accord.pk)
    with transaction.atomic():
        found = Accord.objects.select_for_update(of=("self",)).get(pk=accord.pk)
        if found.status == Accord.Status.SUPERSEDED:
            if superseded_by is not None and superseded_by not in successors_of(found):
                raise FieldRefused("superseded_by", _("Only another signed accord of the forum takes its place."))
            said["superseded_by"] = superseded_by
        changed = [name for name, value in said.items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, said[name])
        concerned = areas or [accord.forum.area]
        if set(found.areas.all()) != set(concerned):
            found.areas.set(concerned)
            changed.append("areas")
        if changed:
            found.save()
            ledger.record("accord.change", found, by=by, changed=changed)


def say(*, accord: Accord, verb: str, words: str, on: dt.date, place: str = "", by: Any) -> None:
    """Take a step in the life of an accord; `place` is where it was signed.

    Raises PermissionDenied without the right, StepRefused in words for what cannot be.
    """
    refuse_ahead(on)
    with transaction.atomic():
        if verb == "sign":  # the database wants the day before the status moves
            Accord.objects.filter(pk=accord.pk, status=Accord.Status.NEGOTIATION).update(
                signed_on=on, signing_entered_on=timezone.localdate(), place=place or accord.place
            )
        ACCORDS.take(accord, verb, by=by, note=words, on=on)


def add_party(*, accord: Accord, name: str, by: Any) -> AccordParty:
    """Name one side. Raises StepRefused for one named already, and once it is signed."""
    with transaction.atomic():
        found = _negotiated(accord, by)
        if found.parties.filter(name__iexact=name).exists():
            raise FieldRefused("name", _("“%(name)s” is a party already.") % {"name": name})
        meant = givers_known(accord.forum).get(" ".join(name.split()).casefold(), {})
        made = found.parties.create(name=name, organisation=meant.get("organisation"))
        ledger.record("accord.party", found, by=by, party=made.pk)
    return made


def add_signatory(*, accord: Accord, name: str, party: AccordParty, capacity: str = "", by: Any) -> AccordSignatory:
    """Name who signed for a party. Raises StepRefused for one named already, and once the accord is over."""
    require(by, "keep_record", accord.area)
    with transaction.atomic():
        found = _locked(accord)
        if not (found.is_negotiated or found.lives):
            raise StepRefused(_("The accord is over, so nobody signs it any more."))
        if party.accord_id != found.pk:
            raise FieldRefused("party", _("Choose one of the parties."))
        if party.signatories.filter(name__iexact=name).exists():
            raise FieldRefused("name", _("“%(name)s” is named for this party already.") % {"name": name})
        meant = givers_known(accord.forum).get(" ".join(name.split()).casefold(), {})
        made = found.signatories.create(name=name, party=party, capacity=capacity, person=meant.get("person"))
        ledger.record("accord.signatory", found, by=by, signatory=made.pk)
    return made


def add_clause(
    *, accord: Accord, number: int, text: str, responsible: str = "", due: dt.date | None = None, by: Any
) -> AccordClause:
    """Enter a clause. Raises StepRefused for a number given already, and once it is signed."""
    with transaction.atomic():
        found = _negotiated(accord, by)
        if found.clauses.filter(number=number).exists():
            raise FieldRefused("number", _("There is a clause %(number)s already.") % {"number": number})
        made = found.clauses.create(number=number, text=text, responsible=responsible, due=due)
        ledger.record("accord.clause", found, by=by, clause=made.pk)
    return made


def change_clause(
    *, clause: AccordClause, responsible: str, due: dt.date | None, text: str | None = None, by: Any
) -> None:
    """Say anew who is responsible and until when; its `text` while it is negotiated alone."""
    require(by, "keep_record", clause.area)
    with transaction.atomic():
        found = AccordClause.objects.select_for_update(of=("self",)).get(pk=clause.pk)
        said: dict[str, Any] = {"responsible": responsible, "due": due}
        if text is not None and text != found.text:
            if not _locked(clause.accord).is_negotiated:
                raise FieldRefused("text", _("It was signed with these words, so they stay."))
            said["text"] = text
        changed = [name for name, value in said.items() if getattr(found, name) != value]
        if changed:
            AccordClause.objects.filter(pk=found.pk).update(**{name: said[name] for name in changed})
            ledger.record("clause.change", clause, by=by, changed=changed)


def take_out(*, row: AccordParty | AccordSignatory | AccordClause, by: Any) -> None:
    """Take a party, a signatory or a clause out again while the accord is negotiated."""
    with transaction.atomic():
        found = _negotiated(row.accord, by)
        ledger.record("accord.taken_out", found, by=by, what=row._meta.model_name, row=row.pk)
        row.delete()


def add_scan(*, accord: Accord, sent: Sent, by: Any) -> AccordScan:
    """Keep a scan of the signed paper: a PDF or a picture, by its content. Raises StepRefused in words for anything else."""
    require(by, "keep_record", accord.area)
    try:
        made = fit(sent.content, name=sent.name, alternative=sent.shows)
    except Unfit as unfit:
        raise FieldRefused("file", str(unfit)) from unfit
    if made.facts["format"] not in SCANNED_AS:
        raise FieldRefused("file", _("A scan is a PDF or a picture. Save the document as PDF first."))
    with storing(FOLDER) as store, transaction.atomic():
        there = _locked(accord).scans.all()
        if there.filter(sha256=made.facts["sha256"]).exists():
            raise FieldRefused("file", _("This very file is here already."))
        if there.count() >= MOST_SCANS:
            full = _("There are %(most)s files with this accord, as many as there may be.")
            raise FieldRefused("file", full % {"most": MOST_SCANS})
        title = sent.shows or plain_name(sent.name) or accord.title
        row = AccordScan(accord=accord, title=title, original_name=plain_name(sent.name), by=by, **made.facts)
        store(row, made)
        ledger.record("accord.scan", accord, by=by, sha256=row.sha256, kind=row.kind)
    return row


def take_scan_away(*, scan: AccordScan, by: Any) -> None:
    """Take a scan away that was added by mistake; the ledger keeps its hash."""
    require(by, "keep_record", scan.area)
    names = names_of(scan)
    with transaction.atomic():
        ledger.record("accord.scan_taken", scan.accord, by=by, sha256=scan.sha256)
        scan.delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def note_breach(
    *, accord: Accord, on: dt.date, what: str, source: str, clause: AccordClause | None = None,
    said_by: AccordParty | None = None, done: str = "", by: Any,
) -> AccordBreach:  # fmt: skip
    """Note that it was broken, as one side says. Raises FieldRefused for a day before the signing, or ahead."""
    require(by, "keep_record", accord.area)
    with transaction.atomic():
        found = _locked(accord)
        if found.signed_on is None:
            raise StepRefused(_("It is not signed yet, so nothing of it can be broken."))
        refuse_ahead(on)
        refuse_before(on, found.signed_on, before_signing())
        if any(part is not None and part.accord_id != found.pk for part in (clause, said_by)):
            raise StepRefused(_("That clause or party is another accord's."))
        made = found.breaches.create(
            on=on, what=what, source=source, clause=clause, said_by=said_by, done=done, signed_on=found.signed_on, by=by
        )
        ledger.record("accord.breach", found, by=by, breach=made.pk)
    return made


def answer_breach(*, breach: AccordBreach, done: str, by: Any) -> None:
    """Say what was done about a breach."""
    require(by, "keep_record", breach.area)
    with transaction.atomic():
        if breach.done != done:
            breach.done = done
            breach.save(update_fields=["done"])
            ledger.record("accord.breach_answer", breach.accord, by=by, breach=breach.pk)


def act_on_clause(*, clause: AccordClause, by: Any, **said: Any) -> ActionPoint:
    """Enter an action that follows from a clause: the fields of `add_action`. Raises StepRefused before the signing."""
    if not clause.accord.lives:
        raise StepRefused(_("Clauses are followed up from the signing until the accord ends."))
    with transaction.atomic():
        made = add_action(forum=clause.accord.forum, by=by, **said)
        clause.action_points.add(made)
        ledger.record("clause.action", clause, by=by, action=made.pk)
    return made


def _locked(accord: Accord) -> Accord:
    return Accord.objects.select_for_update(of=("self",)).get(pk=accord.pk)


def _negotiated(accord: Accord, by: Any) -> Accord:
    """The accord, held; its parties and clauses change under negotiation alone."""
    require(by, "keep_record", accord.area)
    found = _locked(accord)
    if not found.is_negotiated:
        raise StepRefused(_("It was signed meanwhile, so its parties and clauses stay as they are."))
    return found


def _one_title(forum: Forum, title: str, own: int | None) -> None:
    other = Accord.objects.filter(forum=forum, title__iexact=title).exclude(pk=own).first()
    if other is not None:
        since = date_format(other.signed_on or other.begun_on, "j F Y")
        said = _("The forum has an accord of this title already, of %(day)s.") % {"day": since}
        raise FieldRefused("title", said)
