"""Letters over real SMTP, into a folder, and out of an operator's setting."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from skjuts.adapters.mail import open_mail
from skjuts.adapters.mail import smtp as smtp_module
from skjuts.adapters.mail.folder import FolderChannel
from skjuts.adapters.mail.missing import NoChannel
from skjuts.adapters.mail.smtp import SmtpChannel
from skjuts.core.kernel.errors import BadConfiguration, UpstreamRefused, UpstreamUnavailable
from skjuts.core.ports.messages import OutgoingMessage
from tests.unit.adapters.mail.smtp_door import SmtpDoor, open_door

TEXT = "Hej Åsa!\n.\n..en rad som börjar med punkter\nDin resa är ändrad. 🚑\n"


def message(**instead: str) -> OutgoingMessage:
    """A letter to an invented person."""
    content = {"to": "asa@exempel.se", "subject": "Ändrad resa", "text": TEXT} | instead
    return OutgoingMessage(id=UUID(int=7), channel="mail", key="k", content=content)


@pytest.fixture
def door() -> Iterator[SmtpDoor]:
    """A server that takes letters."""
    with open_door(SmtpDoor()) as opened:
        yield opened


def channel_to(door: SmtpDoor) -> SmtpChannel:
    """The channel, as the setting opens it."""
    opened = open_mail(f"smtp://127.0.0.1:{door.port}?from=skjuts@region.exempel.se")
    assert isinstance(opened, SmtpChannel)
    return opened


def test_letter_when_sent_arrives_as_written(door: SmtpDoor) -> None:
    """Åäö, emoji and lines of one dot: SMTP has eaten all of them once."""
    channel_to(door).send(message())
    [sent] = door.letters
    letter = email.message_from_bytes(sent, policy=email.policy.default)
    assert letter.get_content().replace("\r\n", "\n") == TEXT
    assert letter["Subject"] == "Ändrad resa"
    assert letter["From"] == "skjuts@region.exempel.se"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert door.recipients == [b"rcpt to:<asa@exempel.se>"]


def test_letter_when_sent_again_carries_the_same_id(door: SmtpDoor) -> None:
    """After a crash between sent and noted, the receiver knows the repetition by it."""
    channel_to(door).send(message())
    channel_to(door).send(message())
    ids = {email.message_from_bytes(one)["Message-ID"] for one in door.letters}
    assert ids == {f"<{UUID(int=7)}@region.exempel.se>"}


@pytest.mark.parametrize(
    ("verb", "told", "refusal"),
    [
        ("RCPT", b"550 no such user\r\n", UpstreamRefused),
        ("RCPT", b"451 try later\r\n", UpstreamUnavailable),
        ("MAIL", b"553 not from you\r\n", UpstreamRefused),
        ("DATA", b"452 full\r\n", UpstreamUnavailable),
        (".", b"554 spam\r\n", UpstreamRefused),
        (".", b"450 later\r\n", UpstreamUnavailable),
        ("", b"421 closing\r\n", UpstreamUnavailable),
        ("", b"garbage\r\n", UpstreamUnavailable),
    ],
)
def test_refusal_when_permanent_is_told_from_one_that_passes(
    door: SmtpDoor, verb: str, told: bytes, refusal: type[Exception]
) -> None:
    """A dead letter waits for a person, a delayed one for a minute: to mix them up loses or floods."""
    door.answers[verb] = told
    with pytest.raises(refusal) as raised:
        channel_to(door).send(message())
    assert "asa" not in str(raised.value)


def test_server_when_it_says_nothing_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hanging server must not hold a worker."""
    monkeypatch.setattr(smtp_module, "STEP_S", 0.2)
    with open_door(SmtpDoor(is_mute=True)) as door, pytest.raises(UpstreamUnavailable):
        channel_to(door).send(message())


def test_server_when_it_is_gone_is_unavailable(door: SmtpDoor) -> None:
    """And the letter waits."""
    with open_door(SmtpDoor()) as other:
        gone = channel_to(other)
    with pytest.raises(UpstreamUnavailable):
        gone.send(message())


@pytest.mark.parametrize(
    "instead",
    [
        {"to": "a@exempel.se\r\nBcc: b@exempel.se"},
        {"subject": "Hej\nX-Spam: no"},
        {"subject": "Hej\0"},
        {"to": ""},
        {"text": ""},
    ],
)
def test_letter_when_it_would_smuggle_a_header_or_lacks_a_part_is_refused(
    door: SmtpDoor, instead: dict[str, str]
) -> None:
    """Never handed over, whoever chose the subject."""
    with pytest.raises(UpstreamRefused):
        channel_to(door).send(message(**instead))
    assert door.letters == []


def test_folder_when_sent_to_holds_the_letter_once(tmp_path: Path) -> None:
    """The demonstration's letter box; a repetition writes the same file."""
    opened = open_mail(f"file:{tmp_path / 'brev'}")
    assert isinstance(opened, FolderChannel)
    opened.send(message())
    opened.send(message())
    [only] = (tmp_path / "brev").iterdir()
    letter = email.message_from_bytes(only.read_bytes(), policy=email.policy.default)
    assert (only.name, letter["To"]) == (f"{UUID(int=7)}.eml", "asa@exempel.se")


def test_folder_when_it_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    """Something else lies in its place."""
    (tmp_path / "brev").write_text("")
    with pytest.raises(UpstreamUnavailable):
        FolderChannel(tmp_path / "brev").send(message())


@pytest.mark.parametrize("setting", ["smtp://", "smtp://host:25", "http://host?from=a@b", "file:", "host:25"])
def test_setting_when_it_makes_no_sense_is_refused(setting: str) -> None:
    """At start, not at the first letter."""
    with pytest.raises(BadConfiguration):
        open_mail(setting)


def test_setting_when_empty_keeps_letters_waiting() -> None:
    """Nothing is dropped because nobody has set up mail yet."""
    opened = open_mail("")
    assert isinstance(opened, NoChannel)
    with pytest.raises(UpstreamUnavailable):
        opened.send(message())
