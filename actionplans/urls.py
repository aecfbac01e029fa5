"""Addresses of action points, pledges and accords."""

from django.urls import path

from actionplans.views import accords, below, clauses, mine, pledges, points

urlpatterns = [
    path("forums/<slug:slug>/actions/", points.forum_actions, name="forum_actions"),
    path("forums/<slug:slug>/actions/add/", points.action_add, name="action_add"),
    path("forums/<slug:slug>/actions/below/", below.actions_below, name="actions_below"),
    path("forums/<slug:slug>/actions/print/", points.forum_actions_print, name="forum_actions_print"),
    path("actions/mine/", mine.my_actions, name="my_actions"),
    path("actions/<int:pk>/", points.action, name="action"),
    path("actions/<int:pk>/word/", points.action_word, name="action_word"),
    path("actions/<int:pk>/change/", points.action_change, name="action_change"),
    path("evidence/<int:pk>/", points.evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", points.evidence_remove, name="evidence_remove"),
    path("forums/<slug:slug>/pledges/", pledges.pledges, name="pledges"),
    path("forums/<slug:slug>/pledges/add/", pledges.pledge_add, name="pledge_add"),
    path("forums/<slug:slug>/pledges/below/", pledges.pledges_below, name="pledges_below"),
    path("pledges/<int:pk>/", pledges.pledge, name="pledge"),
    path("pledges/<int:pk>/change/", pledges.pledge_change, name="pledge_change"),
    path("pledges/<int:pk>/word/", pledges.pledge_word, name="pledge_word"),
    path("pledges/<int:pk>/thanks/", pledges.pledge_thanks, name="pledge_thanks"),
    path("pledges/evidence/<int:pk>/", pledges.delivery_evidence, name="delivery_evidence"),
    path("pledges/deliveries/<int:pk>/take-back/", pledges.delivery_take_back, name="delivery_take_back"),
    path("forums/<slug:slug>/accords/", accords.accords, name="accords"),
    path("forums/<slug:slug>/accords/add/", accords.accord_add, name="accord_add"),
    path("forums/<slug:slug>/accords/below/", accords.accords_below, name="accords_below"),
    path("forums/<slug:slug>/accords/print/", accords.accords_print, name="accords_print"),
    path("accords/<int:pk>/", accords.accord, name="accord"),
    path("accords/<int:pk>/change/", accords.accord_change, name="accord_change"),
    path("accords/<int:pk>/word/", accords.accord_word, name="accord_word"),
    path("accords/<int:pk>/add/<slug:part>/", accords.accord_part, name="accord_part"),
    path("accords/<int:pk>/<slug:part>/<int:row>/remove/", accords.accord_part_remove, name="accord_part_remove"),
    path("accords/<int:pk>/breaches/<int:row>/", accords.accord_breach, name="accord_breach"),
    path("accords/scans/<int:pk>/", accords.accord_scan, name="accord_scan"),
    path("clauses/<int:pk>/", clauses.clause, name="accord_clause"),
    path("clauses/<int:pk>/word/", clauses.clause_word, name="clause_word"),
    path("clauses/<int:pk>/change/", clauses.clause_change, name="clause_change"),
    path("clauses/<int:pk>/action/", clauses.clause_action, name="clause_action"),
    path("a/<str:mark>/", mine.mine, name="mine"),
    path("a/<str:mark>/<int:pk>/", mine.mine_action, name="mine_action"),
]
