"""What can be wrong with a call before anybody looks at what it asks for."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class ForgedCall(InvalidInput):
    """A call by session lacks the token that only our own pages know. Nothing was done."""

    code = "input.forged_call"
    sentence = "Anropet saknar sidans skyddskod."
    advice = "Skicka X-CSRFToken, eller använd en programnyckel i stället för en session."
