"""Somebody who collects from a GitLab on loopback."""

from dataclasses import dataclass

from collector import Collector
from loopback_gitlab import LOGIN, GitLab

from treefall.sources import gitlab
from treefall.sources.gitlab.host import host


@dataclass
class GitLabReader(Collector):
    """Somebody who collects from the forge until nothing is left, as often as it takes."""

    forge: GitLab

    @property
    def source(self) -> gitlab.GitLab:
        return gitlab.GitLab(host(self.forge.url), LOGIN, confirmed=True, only=self.only, since=self.since)
