"""What care does: certificates, drafts, ward rounds, and paper for the hours when nothing works."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.permits.views import certificates, certificates_drafts, certificates_rounds, codes, vouchers

ONE = "intyg/<uuid:certificate_id>/"
PATHS: list[URLPattern] = [
    path("intyg/", certificates.certificates, name="certificates"),
    path("intyg/ratt/", certificates.right, name="certify-right"),
    path("intyg/rond/", certificates_rounds.choose, name="ward-round"),
    path("intyg/rond/utfarda/", certificates_rounds.issue, name="ward-round-issue"),
    path("intyg/rond/utfarda/<uuid:certificate_id>/", certificates_rounds.row, name="ward-round-row"),
    path("intyg/regler/", certificates_drafts.hint, name="certificate-hint"),
    path("intyg/patient/<uuid:patient_id>/", certificates.begin, name="certificate-begin"),
    path(ONE, certificates.certificate, name="certificate"),
    path(f"{ONE}utskrift/", certificates.print_certificate, name="certificate-print"),
    path(f"{ONE}kopiera/", certificates.copy, name="certificate-copy"),
    path(f"{ONE}aterkalla/", certificates.withdraw, name="certificate-withdraw"),
    path(f"{ONE}utkast/", certificates_drafts.draft, name="certificate-draft"),
    path(f"{ONE}utkast/spara/", certificates_drafts.autosave, name="certificate-autosave"),
    path(f"{ONE}utkast/granska/", certificates_drafts.review, name="certificate-review"),
    path(f"{ONE}utkast/kasta/", certificates_drafts.discard, name="certificate-discard"),
    path("koder/", codes.codes, name="codes"),
    path("resebiljetter/", vouchers.vouchers, name="vouchers"),
    path("resebiljetter/utskrift/", vouchers.print_batch, name="vouchers-print"),
    path("resebiljetter/inmatning/", vouchers.enter, name="voucher-enter"),
    path("resebiljetter/<uuid:voucher_id>/makulera/", vouchers.void, name="voucher-void"),
]
