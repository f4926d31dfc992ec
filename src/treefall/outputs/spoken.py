"""Documents as they are said aloud: whole sentences and pauses, no labels, marks, ids or addresses."""

from dataclasses import dataclass
from textwrap import fill

from ..display import display
from ..model import Document, Paragraph
from ..value.phrase import spoken

_WIDTH = 66  # a line that the eye finds again after looking up


@dataclass(frozen=True, slots=True)
class Spoken:
    """A paragraph for each breath; an empty line is a pause."""

    suffix: str = ".txt"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8; nothing where there is nothing to say."""
        said = [_said(paragraph) for paragraph in document.paragraphs()]
        return "".join(f"{part}\n\n" for part in said if part).rstrip("\n").encode() + b"\n"


output = Spoken


def _said(paragraph: Paragraph) -> str:
    text = " ".join(spoken(display(one.text)) for one in paragraph.sentences)
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
