"""The rule by which a speech is the reply to a question.

A speech after a question is its reply if the speaker holds, at that moment, the office that the
question addresses, or another office of the government. What office that is, the speech states
itself (`as`, or `by` that points to a role); where it states none, the office counts in which the
same person spoke before in the document. Who presides never replies, nor does who asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from parlq.formats.akn.debates.parliaments import Wording
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.types import Element

SPEECH, ANSWER, QUESTION, ROLE = clark("speech", "answer", "question", "TLCRole")
#: What a caller can choose that speeches after a question are.
REPLIES: Final = ("exchange", "answers", "none")


class Reply(NamedTuple):
    """A speech that is a reply: the pointer to the office, and why it is one."""

    role: str | None
    reason: str


class Floor:
    """Who spoke in which office so far in one document; `entry` finds what a pointer leads to."""

    __slots__ = ("_entry", "_offices", "_wording")

    def __init__(self, entry: Callable[[str], Element | None], wording: Wording) -> None:
        self._entry = entry
        self._wording = wording
        self._offices: dict[str, str] = {}

    def hear(self, element: Element) -> None:
        """Remember the offices of all who speak in an element."""
        for speech in element.iter(SPEECH, ANSWER):
            self._remember(speech)

    def reply(self, speech: Element, asked: list[Element]) -> Reply | None:
        """Why a speech is a reply to these questions; None where it is none."""
        self._remember(speech)
        by = self.speaker(speech)
        if by and by in map(self.speaker, asked):
            return None
        stated = self._stated(speech)
        role = stated or self._offices.get(by)
        if role is None:
            return None
        office = self._office(role)
        spoken = f"in the office {office.strip()!r}" + ("" if stated else ", as before")
        if self._own(role) in {self._own(question.get("to")) for question in asked}:
            return Reply(role, f"{spoken}, which the question addresses")
        if self._wording.is_government(office):
            return Reply(role, spoken)
        return None

    def _remember(self, speech: Element) -> None:
        role = self._stated(speech)
        by = self.speaker(speech)
        if by and role and not self._wording.is_chair(self._office(role)):
            self._offices[by] = role

    def _stated(self, speech: Element) -> str | None:
        """The office that a speech states."""
        for name in ("as", "by"):
            pointer = (speech.get(name) or "").strip()
            entry = self._entry(pointer)
            if entry is not None and entry.tag == ROLE:
                return pointer
        return None

    def _office(self, pointer: str) -> str:
        entry = self._entry(pointer)
        return "" if entry is None else entry.get("showAs") or ""

    def _own(self, pointer: str | None) -> str:
        """The `eId` of the entry that a pointer leads to, or the pointer itself."""
        stated = (pointer or "").strip()
        entry = self._entry(stated)
        return stated if entry is None else entry.get("eId") or stated

    def speaker(self, element: Element) -> str:
        """Who speaks, by the entry or the pointer; empty for somebody who was not identified."""
        by = element.get("by") or ""
        return "" if self._wording.is_nobody(self._office(by)) else self._own(by)
