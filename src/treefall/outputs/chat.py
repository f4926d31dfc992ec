"""Documents as a message in a chat: short lines without any markup, for every chat writes its own."""

from dataclasses import dataclass

from ..display import display
from ..model import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Chat:
    """One line for the title and one for each paragraph; open slots and appendices are not for a chat and stay out."""

    suffix: str = ".txt"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        lines = [_line(paragraph) for paragraph in document.paragraphs()]
        return ("\n".join([display(document.title), *lines]) + "\n").encode()


output = Chat


def _line(paragraph: Paragraph) -> str:
    text = " ".join(display(said.text) for said in paragraph.sentences)
    if not text:
        return f"\n{display(paragraph.label)}"
    return f"- {display(paragraph.label)}: {text}" if paragraph.label else f"- {text}"
