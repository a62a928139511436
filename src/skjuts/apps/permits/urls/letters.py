"""What leaves the house: letters to people and lists to the board."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.permits.views import letters, letters_board, letters_preview

ONE = "brev/<uuid:letter_id>/"
MATTER = "arenden/<uuid:application_id>/"
PATHS: list[URLPattern] = [
    path("brev/", letters.letters, name="letters"),
    path(ONE, letters.letter, name="letter"),
    path(f"{ONE}pdf/", letters.letter_pdf, name="letter-pdf"),
    path(f"{ONE}lamnat/", letters.handover, name="letter-handover"),
    path(f"{MATTER}brev/", letters.matter_letters, name="matter-letters"),
    path(f"{MATTER}brev/<slug:outcome>/", letters_preview.preview, name="letter-preview"),
    path("tillstand/<uuid:permit_id>/underrattelse/", letters.notice, name="revocation-notice"),
    path("delegationsbeslut/", letters_board.board, name="board"),
    path("delegationsbeslut/pdf/", letters_board.board_pdf, name="board-pdf"),
    path("delegationsbeslut/fil/", letters_board.board_sheet, name="board-sheet"),
    path("delegationsbeslut/anslag/", letters_board.board_announce, name="board-announce"),
]
