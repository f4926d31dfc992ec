"""Tables of numbers as dashboards export them: a metric that fell on the day on which something shipped."""

from datetime import date, timedelta

SHIPPED = date(2026, 3, 19)
"""The first day of the season's checkout that answers in half the time."""


def table(*, days: int = 130, other: bool = True) -> str:
    """Return `days` of a latency in milliseconds as CSV, beside another that nothing changed, if so."""
    lines = ["date,p95,other" if other else "date,p95"]
    for n in range(days):
        day = date(2026, 1, 1) + timedelta(n)
        level = (420 if day < SHIPPED else 262) + n * 7919 % 31 - 15
        lines.append(f"{day},{level},{300 + n * 104729 % 23}" if other else f"{day},{level}")
    return "\n".join(lines) + "\n"
