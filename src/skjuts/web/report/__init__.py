"""The report of a plan: one page that a traffic planner reads, searches and prints."""

from skjuts.web.report.page import render_report

__all__ = ["render_report"]
