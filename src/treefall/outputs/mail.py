"""Documents as a mail: plain text with its subject, ready to paste; what is open is not for others and stays out."""

from dataclasses import dataclass
from textwrap import fill

from ..display import display
from ..model import Document, Paragraph

_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Mail:
    """Plain text, wrapped as mails are, without marks and ids: the reader has no ledger to look them up in."""

    suffix: str = ".txt"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        parts = [_paragraph(paragraph) for paragraph in document.paragraphs()]
        return ("\n\n".join([f"Subject: {display(document.title)}", *parts]) + "\n").encode()


output = Mail


def _paragraph(paragraph: Paragraph) -> str:
    text = " ".join(display(said.text) for said in paragraph.sentences)
    if not text:
        return display(paragraph.label).upper()
    label = f"{display(paragraph.label)}: " if paragraph.label else ""
    return fill(label + text, _WIDTH, break_long_words=False, break_on_hyphens=False)
