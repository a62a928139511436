"""Savings plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import keeping_plans, plans

PATHS: list[URLPattern] = [
    path("", plans.plans, name="plans"),
    path("ny/", keeping_plans.new_plan, name="new-plan"),
    path("<uuid:plan_id>/", plans.plan, name="plan"),
    path("<uuid:plan_id>/las-in/", keeping_plans.read_sheet, name="read-sheet"),
    path("<uuid:plan_id>/tabell/<slug:key>/", plans.table, name="plan-table"),
    path("<uuid:plan_id>/jamfor/", plans.comparison, name="plan-comparison"),
    path("<uuid:plan_id>/text/", plans.statements, name="plan-statements"),
    path("<uuid:plan_id>/text/ny/", keeping_plans.add_statement, name="add-statement"),
    path(
        "<uuid:plan_id>/text/<uuid:statement_id>/aterta/", keeping_plans.withdraw, name="withdraw-statement"
    ),
    path("<uuid:plan_id>/paket/<str:key>/", plans.package, name="package"),
    path("<uuid:plan_id>/paket/<str:key>/folj-upp/", keeping_plans.follow_up, name="follow-up-package"),
    path("<uuid:plan_id>/papper/", plans.paper, name="plan-pdf"),
    path("<uuid:plan_id>/arbetsbok/", plans.workbook, name="plan-workbook"),
]
