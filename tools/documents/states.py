"""docs/reference/states-*.md: every workflow as a diagram and a table, from the tables that services obey."""

from __future__ import annotations

from collections.abc import Iterable

from skjuts.apps.audit.workflow import WORKFLOWS as AUDIT
from skjuts.apps.permits.workflow import WORKFLOWS as PERMITS
from skjuts.apps.rulebooks.workflow import WORKFLOWS as SUPPORT
from skjuts.apps.training.workflow import WORKFLOWS as TRAINING
from skjuts.core.kernel.transitions import Step, Workflow

HEAD = """\
# {title}

Generated from the tables of steps in `{source}` by `./run docs`. A service asks the table before it changes
anything; what does not stand here cannot happen. Every step leaves a row with who took it and when.

"""


def write_training_states() -> str:
    """Return the page of delegations and course versions."""
    return _page(
        "States of delegations and course versions", "src/skjuts/apps/training/workflow.py", TRAINING
    )


def write_permit_states() -> str:
    """Return the page of certificates, applications, permits and vouchers."""
    return _page(
        "States of certificates, applications and permits", "src/skjuts/apps/permits/workflow.py", PERMITS
    )


def write_support_states() -> str:
    """Return the page of questions to the support function."""
    return _page(
        "States of questions to the support function", "src/skjuts/apps/rulebooks/workflow.py", SUPPORT
    )


def write_audit_states() -> str:
    """Return the page of reviews of the access log."""
    return _page("States of reviews of the access log", "src/skjuts/apps/audit/workflow.py", AUDIT)


def _page(title: str, source: str, workflows: Iterable[Workflow]) -> str:
    return HEAD.format(title=title, source=source) + "\n".join(_section(one) for one in workflows)


def _section(workflow: Workflow) -> str:
    lines = [
        f"## {workflow.title}",
        "",
        "```mermaid",
        *workflow.draw(),
        "```",
        "",
        "| from | step | to | taken by | event | letter |",
        "|---|---|---|---|---|---|",
        *map(_row, workflow.steps),
        "",
    ]
    return "\n".join(lines)


def _row(step: Step) -> str:
    by = ", ".join(step.by) or "time or the program"
    cells = (step.source or "–", step.verb, step.target, by, step.event or "–", step.message or "–")
    return f"| {' | '.join(cells)} |"
