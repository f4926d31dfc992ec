"""Somebody who collects from an Azure DevOps on loopback."""

from dataclasses import dataclass

from collector import Collector
from loopback_azure import LOGIN, Azure

from treefall.sources import azure
from treefall.sources.azure.host import host


@dataclass
class AzureReader(Collector):
    """Somebody who collects from the forge until nothing is left, as often as it takes."""

    forge: Azure

    @property
    def source(self) -> azure.Azure:
        return azure.Azure(host(self.forge.place), LOGIN, confirmed=True, only=self.only, since=self.since)
