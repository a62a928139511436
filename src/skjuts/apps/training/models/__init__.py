"""Rows of training; no logic beyond properties."""

from skjuts.apps.training.models.attempt import Attempt, AttemptAnswer, AttemptOutcome
from skjuts.apps.training.models.course import CourseEdit, CourseStatus, CourseVersion
from skjuts.apps.training.models.enrolment import Enrolment, ExerciseAnswer, PageRead
from skjuts.apps.training.models.right import DelegationStatus, SofterTransition
from skjuts.apps.training.models.training_certificate import ExpiryReminder, TrainingCertificate

__all__ = [
    "Attempt",
    "AttemptAnswer",
    "AttemptOutcome",
    "CourseEdit",
    "CourseStatus",
    "CourseVersion",
    "DelegationStatus",
    "Enrolment",
    "ExerciseAnswer",
    "ExpiryReminder",
    "PageRead",
    "SofterTransition",
    "TrainingCertificate",
]
