"""What choices and answers are called where people read them. One place, so that pages and letters agree."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.terms import Aid, Direction, EscortReason, RideAloneReason, Seat

type Words[K] = Mapping[K, str | Promise]

AIDS: Words[Aid] = {
    Aid.CRUTCHES: _("Kryckor eller käpp"),
    Aid.WALKER: _("Rollator"),
    Aid.FOLDING_WHEELCHAIR: _("Hopfällbar rullstol"),
    Aid.WHEELCHAIR: _("Rullstol som patienten sitter i"),
    Aid.ELECTRIC_WHEELCHAIR: _("Elrullstol"),
    Aid.SCOOTER: _("Elscooter"),
    Aid.STRETCHER: _("Bår"),
    Aid.STAIR_CLIMBER: _("Trappklättrare"),
    Aid.OXYGEN: _("Syrgas"),
    Aid.ASSISTANCE_DOG: _("Assistanshund"),
    Aid.CHILD_SEAT: _("Bilbarnstol"),
}
SEATS: Words[Seat] = {
    Seat.FRONT: _("Framsäte"),
    Seat.REAR: _("Baksäte"),
    Seat.TWO_SEATS: _("Två säten"),
    Seat.NEAR_DOOR: _("Plats nära dörren"),
    Seat.LYING: _("Liggande"),
}
DIRECTIONS: Words[Direction] = {
    Direction.TO_CARE: _("Till vården"),
    Direction.FROM_CARE: _("Från vården"),
    Direction.BETWEEN_CARE: _("Mellan vårdgivare"),
}
RIDE_ALONE_REASONS: Words[RideAloneReason] = {
    RideAloneReason.INFECTION_RISK: _("Kan smitta andra"),
    RideAloneReason.SENSITIVE_TO_INFECTION: _("Känslig för smitta"),
    RideAloneReason.DISTRESS: _("Klarar inte att åka med andra"),
    RideAloneReason.SPACE: _("Behöver hela utrymmet"),
    RideAloneReason.TIME_LIMIT: _("Klarar bara en kort restid"),
}
ESCORT_REASONS: Words[EscortReason] = {
    EscortReason.CHILD: _("Barn"),
    EscortReason.HELP_ON_THE_WAY: _("Behöver hjälp på resan"),
    EscortReason.HELP_AT_VISIT: _("Behöver hjälp vid besöket"),
    EscortReason.ORIENTATION: _("Hittar inte själv"),
    EscortReason.SAFETY: _("Resan är inte trygg annars"),
}
RIDE_REASONS: Words[RideReason] = {
    RideReason.NO_PERMIT: _("Personen har inget tillstånd."),
    RideReason.REVOKED: _("Tillståndet har återkallats, ersatts eller avståtts."),
    RideReason.OTHER_MODE: _("Tillståndet gäller ett annat färdsätt."),
    RideReason.ENDED: _("Tillståndet har gått ut."),
    RideReason.NOT_YET: _("Tillståndet har inte börjat gälla."),
    RideReason.OUT_OF_SEASON: _("Tillståndet gäller en annan del av året."),
    RideReason.USED_UP: _("Tillståndets resor är slut."),
    RideReason.NEEDS_NONE: _("Färdsättet kräver inget tillstånd."),
    RideReason.PERMITTED: _("Tillståndet gäller."),
}
