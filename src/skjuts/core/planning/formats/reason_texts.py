"""What each reason for leaving a request out says to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from skjuts.core.planning.solution import Reason

REASON_TEXTS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.QUALIFICATION: "Inget fordon som kan köra har den behörighet som resan kräver.",
        Reason.CAPACITY: "Inget fordon har plats med rätt inredning när resan behöver köras.",
        Reason.WINDOW: "Inget fordon hinner fram inom resans tider.",
        Reason.RIDE_TIME: "Resan skulle ta längre tid ombord än vad reglerna tillåter.",
        Reason.SHIFT: "Inget pass räcker till för resan.",
        Reason.RIDE_ALONE: "Resan ska köras ensam, och inget fordon är ledigt så länge.",
        Reason.MIXING: "Resenären får inte åka med dem som annars skulle dela fordonet.",
        Reason.BREAK: "Förarens rast skulle inte få plats.",
        Reason.WAIT: "Inget fordon kan vänta under besöket och köra tillbaka.",
        Reason.PRICE: "Resan kan köras, men kostar mer än priset för att lämna den utanför planen.",
    }
)
