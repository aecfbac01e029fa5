"""Addresses of work plans and action points."""

from django.urls import path

from actionplans.views import activities, below, mine, plan_sheets, plans, points

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
    path("forums/<slug:slug>/plan/", plans.forum_plan, name="forum_plan"),
    path("forums/<slug:slug>/plan/begin/", plans.plan_begin, name="plan_begin"),
    path("forums/<slug:slug>/plans/below/", plans.plans_below, name="plans_below"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/adopt/", plans.plan_adopt, name="plan_adopt"),
    path("plans/<int:pk>/print/", plans.plan_print, name="plan_print"),
    path("plans/<int:pk>/objectives/add/", plans.objective_add, name="objective_add"),
    path("plans/<int:pk>/activities/add/", activities.activity_add, name="activity_add"),
    path("plans/<int:pk>/import/", plan_sheets.plan_import, name="plan_import"),
    path("plans/<int:pk>/import/apply/", plan_sheets.plan_import_apply, name="plan_import_apply"),
    path("plans/<int:pk>/template/", plan_sheets.plan_template, name="plan_template"),
    path("objectives/<int:pk>/change/", plans.objective_change, name="objective_change"),
    path("objectives/<int:pk>/remove/", plans.objective_remove, name="objective_remove"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/change/", activities.activity_change, name="activity_change"),
    path("activities/<int:pk>/drop/", activities.activity_drop, name="activity_drop"),
    path("activities/<int:pk>/remove/", activities.activity_remove, name="activity_remove"),
    path("activities/<int:pk>/progress/<int:quarter>/", activities.activity_progress, name="activity_progress"),
    path("progress-evidence/<int:pk>/", activities.progress_evidence, name="progress_evidence"),
    path("progress-evidence/<int:pk>/remove/", activities.progress_evidence_remove, name="progress_evidence_remove"),
    path("a/<str:mark>/", mine.mine, name="mine"),
    path("a/<str:mark>/<int:pk>/", mine.mine_action, name="mine_action"),
]
