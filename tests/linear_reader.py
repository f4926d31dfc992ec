"""Somebody who collects from a Linear on loopback."""

from dataclasses import dataclass

from collector import Collector
from loopback_linear import LOGIN, Linear

from treefall.sources import linear
from treefall.sources.linear.host import host


@dataclass
class LinearReader(Collector):
    """Somebody who collects from Linear until nothing is left, as often as it takes."""

    forge: Linear

    @property
    def source(self) -> linear.Linear:
        return linear.Linear(host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since)
