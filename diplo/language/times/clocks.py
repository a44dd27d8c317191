"""What rules call for times of day: "this morning", "10:30 a.m.", "overnight", "at dawn".

A clock time tells no day. Its value takes the day in focus, else that of writing, as TIMEX3 wants one; but it has a
window only where the text says the day.
"""

from __future__ import annotations

import re
from datetime import timedelta

from diplo.calendar import Window
from diplo.language.times.context import Context, Meaning, Reading, dated

NOT_SAID = "no day said"
"""The reason of a clock time whose day is not in its sentence and not in focus."""


def part_of_day(context: Context, part: str, offset: str) -> Reading:
    """ "this morning", "last night", "tonight"."""
    if context.written is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}", anchored=False)
    return dated(f"{(context.written + timedelta(int(offset))).isoformat()}T{part}", context.wrote(), kind="TIME")


def overnight(context: Context) -> Reading:
    """ "overnight" is the night before the day of writing, or, ahead, the night after it; it touches two days."""
    if context.written is None:
        return Reading("TIME", "XXXX-XX-XXTNI", anchored=False)
    side, because = context.side()
    first = context.written - timedelta(0 if side == "future" else 1)
    window = Window(first, first + timedelta(1))
    return Reading("TIME", f"{first.isoformat()}TNI", window, tuple(r for r in (context.wrote(), because) if r))


def clock(context: Context, hours: str, meridiem: str, zone: str = "") -> Reading | None:
    """ "10:30 a.m.", "noon", "0735 GMT"; "Z" marks universal time."""
    hour, _, minute = hours.replace(".", ":").partition(":")
    if not hour.isdigit() or (meridiem and not 1 <= int(hour) <= 12) or int(hour) > 24:
        return None
    if minute and not re.fullmatch("[0-5]\\d", minute):
        return None
    number = int(hour) % 12 + int(meridiem) if meridiem else int(hour)
    return _on_some_day(context, f"{number:02}:{minute or '00'}{'Z' if zone == 'Z' else ''}")


def clock_in_part(context: Context, hours: str, part: str) -> Reading | None:
    """ "four in the morning", "9 in the evening"."""
    return clock(context, hours, "0" if part == "MO" else "12")


def clock_past(context: Context, hour: str) -> Reading | None:
    """ "half past nine"; whether before or after noon, the words do not tell."""
    return _on_some_day(context, f"{int(hour):02}:30") if hour.isdigit() and 1 <= int(hour) <= 12 else None


def clock_light(context: Context, part: str) -> Reading:
    """ "at dawn", "in the evening"; the morning that follows an evening in focus is that of the next day."""
    last = context.focus.last[1] if context.focus.last else ""
    return _on_some_day(context, part, 1 if part == "MO" and last.endswith(("TEV", "TNI")) else 0)


def _on_some_day(context: Context, time: str, offset: int = 0) -> Reading:
    focus = context.day_in_focus()
    if focus is not None:
        day = (focus + timedelta(offset)).isoformat()
        return dated(f"{day}T{time}", f"in focus {focus}", kind="TIME")
    day = context.written.isoformat() if context.written else "XXXX-XX-XX"
    because = tuple(reason for reason in (context.wrote(), NOT_SAID) if reason)
    return Reading("TIME", f"{day}T{time}", None, because, anchored=False)


MEANINGS: dict[str, Meaning] = {
    "clock": clock, "clock_in_part": clock_in_part, "clock_light": clock_light, "clock_past": clock_past,
    "overnight": overnight, "part_of_day": part_of_day,
}  # fmt: skip
"""What a rule may call."""
