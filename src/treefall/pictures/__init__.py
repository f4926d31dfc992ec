"""Pictures as SVG, each with its twin in words: drawn from values, the same for pages and papers.

Colours are those of light paper; whoever puts a picture on dark paper gives it a light ground. No script, no font of
its own, no link. Shapes and words carry the meaning, so that it reads without colour.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and the same in words.

    Attributes:
        svg: the drawing.
        twin: what it shows, for who cannot see it.
        caption: the same without the title, for who sees both.
    """

    svg: str
    twin: str
    caption: str = ""
