"""What choices and answers are called where people read them. One place, so that pages and letters agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.terms import Aid, Direction, EscortReason, RideAloneReason, Seat, ValidityKind

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
TRAVEL_MODES: Words[str] = {
    "walk": _("Till fots"),
    "public_transport": _("Buss eller tåg"),
    "private_car": _("Egen bil"),
    "patient_shuttle_line": _("Sjukreselinje"),
    "feeder_taxi": _("Anslutningstaxi"),
    "shared_taxi": _("Taxi i samåkning"),
    "wheelchair_vehicle": _("Rullstolsfordon"),
    "taxi_alone": _("Taxi ensam"),
    "boat_taxi": _("Båttaxi"),
    "special_terrain": _("Terrängfordon"),
    "stretcher_transport": _("Liggande transport"),
    "scheduled_flight": _("Reguljärflyg"),
    "light_care_ambulance": _("Lättvårdsambulans"),
    "road_ambulance": _("Ambulans"),
    "remote_care": _("Vård på distans"),
    "mobile_team": _("Besök av mobilt team"),
    "nearer_unit": _("Besök på en närmare enhet"),
}
"""Travel modes, and what may take the place of a trip, by the ids that rule books use."""
PURPOSES: Words[str] = {
    "care": _("Vård eller behandling"),
    "aid_fitting": _("Utprovning av hjälpmedel"),
    "dental_care": _("Tandvård som räknas som sjukvård"),
    "municipal_care": _("Kommunal sjukvård"),
    "maternity_care": _("Mödrahälsovård"),
    "child_health": _("Barnhälsovård"),
    "birth_control": _("Rådgivning om preventivmedel"),
    "student_health": _("Elevhälsa"),
    "convalescence": _("Vård på konvalescenthem"),
    "disability_services": _("Vård i samband med LSS-insats"),
    "between_providers": _("Överflyttning mellan vårdgivare"),
    "health_check": _("Hälsokontroll eller screening"),
    "vaccination": _("Vaccination"),
    "patient_education": _("Patientutbildning"),
    "own_training": _("Egen träning"),
    "wellness": _("Friskvård"),
    "home_leave": _("Permission"),
    "child_visit": _("Besök hos eget barn som är inlagt"),
    "other_errand": _("Annat ärende än vård"),
}
CARE_PLACES: Words[str] = {
    "nearest": _("Närmaste vårdgivare"),
    "assigned": _("Anvisad av regionen"),
    "care_guarantee": _("Anvisad enligt vårdgarantin"),
    "own_choice": _("Patientens eget val"),
}
CARE_REGIONS: Words[str] = {"home": _("Hemregionen"), "other": _("En annan region")}
RESIDENCES: Words[str] = {
    "resident": _("Bosatt i regionen"),
    "protected_resident": _("Bosatt i regionen med skyddad folkbokföring"),
    "other_region": _("Bosatt i en annan region"),
    "asylum_seeker": _("Asylsökande"),
    "undocumented": _("Vistas här utan tillstånd"),
    "eu_eea": _("Bosatt i ett annat EES-land"),
    "third_country": _("Bosatt i ett land utan avtal"),
    "foreign_student": _("Utländsk student"),
    "conscript": _("Totalförsvarspliktig"),
    "detained": _("Anhållen eller häktad"),
    "prisoner": _("Intagen i anstalt"),
}
STATED_REASONS: Words[str] = {
    "function": _("Förmågan att resa"),
    "no_public_transport": _("Det saknas kollektivtrafik"),
    "long_way": _("Lång väg"),
    "visit_time": _("Besökets tid"),
    "money": _("Ekonomi"),
    "wish": _("Patientens önskemål"),
}
CARE_ON_THE_WAY: Words[str] = {
    "none": _("Ingen"),
    "ward_level": _("Omvårdnad"),
    "monitored": _("Övervakning eller akut vård"),
}
ABILITIES: Words[str] = {
    "boards_steps": _("Kliver på och av en buss"),
    "sits_upright": _("Sitter upprätt hela resan"),
    "finds_way": _("Hittar själv hela vägen"),
    "waits_alone": _("Väntar ensam vid en hållplats"),
    "rides_with_others": _("Åker tillsammans med andra"),
    "can_transfer": _("Flyttar sig till ett vanligt bilsäte"),
    "can_go_by_car": _("Kan köra själv eller få skjuts"),
    "is_confused": _("Behöver hela tiden någon bredvid sig"),
}
VALIDITIES: Words[ValidityKind] = {
    ValidityKind.SINGLE: _("Ett besök"),
    ValidityKind.SERIES: _("Återkommande besök"),
    ValidityKind.PERIOD: _("En tid"),
    ValidityKind.SEASONAL: _("En del av året"),
}
CARE_WITHOUT_TRIP: Words[str] = {
    "can_be_remote": _("På distans, med video eller telefon"),
    "can_be_by_team": _("Av ett mobilt team hemma hos patienten"),
    "can_be_nearer": _("På en vårdenhet närmare hemmet"),
}
SEASONS: Words[tuple[int, int]] = {
    (1001, 430): _("Vintern, 1 oktober–30 april"),
    (501, 930): _("Sommaren, 1 maj–30 september"),
}
YES_NO: Words[bool] = {True: _("Ja"), False: _("Nej")}


def join_choices(labels: Iterable[str | Promise]) -> str:
    """Names of choices in one line: a capital only where the line begins."""
    first, *others = [str(one) for one in labels] or [""]
    return ", ".join([first, *(one[:1].lower() + one[1:] for one in others)])
