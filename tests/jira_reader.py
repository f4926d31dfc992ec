"""Somebody who collects from a Jira on loopback."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collector import Collector
from loopback_jira import LOGIN, Jira

from treefall.ports import Secret, World
from treefall.sources import jira
from treefall.sources.jira.host import host


@dataclass
class JiraReader(Collector):
    """Somebody who collects from the Jira until nothing is left, as often as it takes."""

    forge: Jira

    @property
    def world(self) -> World:
        """Return the outside; in the Cloud a token has its owner's address before it."""
        world = super().world

        def secret(name: str, *, variables: Sequence[str] = ()) -> Secret | None:
            found = world.secret(name, variables=variables)
            return Secret(f"{LOGIN}:{found.reveal()}") if found and self.forge.CLOUD else found

        return replace(world, secret=secret)

    @property
    def source(self) -> jira.Jira:
        return jira.Jira(host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since)
