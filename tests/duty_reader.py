"""Somebody who collects from a PagerDuty, an Opsgenie or a Grafana OnCall on loopback."""

from dataclasses import dataclass
from datetime import UTC, datetime

from collector import Collector
from loopback_duty import LOGIN, Duty

from treefall.ports import Source
from treefall.sources import oncall, opsgenie, pagerduty


@dataclass
class DutyReader(Collector):
    """Somebody who collects from the service until nothing is left, as often as it takes."""

    forge: Duty
    since: datetime | None = datetime(2026, 1, 1, tzinfo=UTC)


class PagerDutyReader(DutyReader):
    """Who collects from a PagerDuty."""

    @property
    def source(self) -> Source:
        return pagerduty.PagerDuty(
            pagerduty.host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since
        )


class OpsgenieReader(DutyReader):
    """Who collects from an Opsgenie."""

    @property
    def source(self) -> Source:
        return opsgenie.Opsgenie(opsgenie.host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since)


class OnCallReader(DutyReader):
    """Who collects from a Grafana OnCall."""

    @property
    def source(self) -> Source:
        return oncall.OnCall(
            oncall.host(f"{self.forge.url}/oncall"), LOGIN, confirmed=True, only=self.only, since=self.since
        )
