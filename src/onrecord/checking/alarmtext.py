"""Alarms in words. Pure."""

from __future__ import annotations

from onrecord.wording import Alarm

_SAID = {
    "ellipsis": "words left out without dots",
    "bracket": "an editor's brackets",
    "shift": "indirect form",
    "joined": "sentences joined",
}


def alarm_text(alarm: Alarm) -> str:
    """Return an alarm in words: what it is about, and what became of which words."""
    name = _SAID.get(alarm.kind.value, alarm.kind.value)
    if alarm.one and alarm.two:
        return f"{name}: “{alarm.one}” became “{alarm.two}”"
    return f"{name}: “{alarm.one}” dropped" if alarm.one else f"{name}: “{alarm.two}” added"
