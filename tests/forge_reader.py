"""Somebody who collects from a GitHub on loopback."""

from dataclasses import dataclass

from collector import Collector
from loopback_github import LOGIN, Forge

from treefall.sources.github import GitHub
from treefall.sources.github.host import host


@dataclass
class Reader(Collector):
    """Somebody who collects from the forge until nothing is left, as often as it takes."""

    forge: Forge

    @property
    def source(self) -> GitHub:
        return GitHub(host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since)
