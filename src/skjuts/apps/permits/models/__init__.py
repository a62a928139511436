"""Rows of permits; no logic."""

from skjuts.apps.permits.models.application import (
    Application,
    ApplicationPaper,
    ApplicationStatus,
    CaseNote,
    CompletionAnswer,
    CompletionRequest,
    PaperRemoval,
)
from skjuts.apps.permits.models.assessment import Assessment, BookCopy
from skjuts.apps.permits.models.case import Outcome, PermitKindChoice
from skjuts.apps.permits.models.certificate import Certificate, CertificateStatus
from skjuts.apps.permits.models.code import ConditionCode
from skjuts.apps.permits.models.decision import (
    Decision,
    DecisionChange,
    DecisionNotice,
    DecisionRight,
    DraftDecision,
    OverrideReason,
    OverrideReview,
    Responsibility,
)
from skjuts.apps.permits.models.letter import Letter, LetterHandover
from skjuts.apps.permits.models.permit import Permit, PermitStatus, PermitUse, Voucher, VoucherUse
from skjuts.apps.permits.models.setting import PermitSetting

__all__ = [
    "Application",
    "ApplicationPaper",
    "ApplicationStatus",
    "Assessment",
    "BookCopy",
    "CaseNote",
    "Certificate",
    "CertificateStatus",
    "CompletionAnswer",
    "CompletionRequest",
    "ConditionCode",
    "Decision",
    "DecisionChange",
    "DecisionNotice",
    "DecisionRight",
    "DraftDecision",
    "Letter",
    "LetterHandover",
    "Outcome",
    "OverrideReason",
    "OverrideReview",
    "PaperRemoval",
    "Permit",
    "PermitKindChoice",
    "PermitSetting",
    "PermitStatus",
    "PermitUse",
    "Responsibility",
    "Voucher",
    "VoucherUse",
]
