"""The plain wording: every text stays as it is. It needs no model, and is what there is by default."""

from dataclasses import dataclass

from ..model import Prompt


@dataclass(frozen=True, slots=True)
class Plain:
    """Changes nothing."""

    name: str = "plain"

    def reword(self, prompt: Prompt) -> str:
        """Return the draft as it came."""
        return prompt.draft
