"""Screens: the working rules of a forum, and the defaults for a level or the country. Each says where a value comes from."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums import settling
from forums.access import load
from forums.forms import RulesForm
from forums.models import Area, Forum, Rules
from forums.rules import EffectiveRules, cadence_of, layers_of, period_of

DEFAULTS = [scope for scope in Rules.Scope if scope is not Rules.Scope.FORUM]


@login_required
def forum_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The forum's own rules, and what stands where it has none."""
    forum = load(Forum.objects.with_area(), request.user, "set_rules", slug=slug)
    forum.election_now, forum.meets_now = period_of(forum), Rules.Cadence(cadence_of(forum)).label
    rules = Rules.objects.filter(forum=forum).first() or Rules(forum=forum)
    wider = [(scope, layer) for scope, layer in layers_of(forum) if scope != Rules.Scope.FORUM]
    return _page(request, rules, wider, {"forum": forum}, back=forum.get_absolute_url())


@login_required
def default_rules(request: HttpRequest, scope: str) -> HttpResponse:
    """The rules of every forum of a level or of the country, where a forum has none of its own."""
    national = load(Forum.objects.with_area(), request.user, "change_areas", area__level=Area.Level.NATIONAL)
    if scope not in DEFAULTS:
        raise Http404
    rules = Rules.objects.filter(scope=scope).first() or Rules(scope=scope)
    wider = [] if scope == Rules.Scope.EVERY else layers_of(national)
    wider = [(name, layer) for name, layer in wider if name == Rules.Scope.EVERY]
    others = [(other.value, other.label, other.value == scope) for other in DEFAULTS]
    return _page(request, rules, wider, {"scope": Rules.Scope(scope), "scopes": others}, back="")


def _page(
    request: HttpRequest, rules: Rules, wider: list[tuple[str, dict[str, Any]]], context: dict[str, Any], *, back: str
) -> HttpResponse:
    form = RulesForm(request.POST if request.method == "POST" else None, instance=rules, inherited=_inherited(wider))
    if request.method == "POST" and form.is_valid():
        settling.set_rules(rules=form.instance, changed=form.changed_data, by=request.user)
        messages.success(request, _("The rules are saved."))
        return redirect(back or request.path)
    return render(request, "forums/rules.html", context | {"form": form}, status=422 if form.errors else 200)


def _inherited(wider: list[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    """What stands for each rule that is left empty, in words: the value and where it comes from."""
    said = {}
    for name, value in vars(EffectiveRules()).items():
        source = _("set by the portal")
        for scope, layer in wider:
            if name in layer:
                value, source = layer[name], Rules.Scope(scope).label
        shown = dict(Rules._meta.get_field(name).choices or ()).get(value, value)
        said[name] = (
            _("Left empty: %(value)s (%(source)s)") % {"value": shown, "source": source}
            if value
            else _("Left empty: no rule")
        )
    return said
