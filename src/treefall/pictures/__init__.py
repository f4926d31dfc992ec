"""Pictures as SVG, each with its twin in words: drawn from values, the same for pages and papers.

Colours are those of light paper; whoever puts a picture on dark paper gives it a light ground. No script, no font of
its own, no link. Shapes and words carry the meaning, so that it reads without colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..model import Heard

RINGS: Mapping[Heard | None, str] = MappingProxyType(dict(zip((None, *Heard), "·○◔◑●◉", strict=True)))
"""How far a piece of work was heard, as it is drawn everywhere: captured, told, a nod, said back, passed on, used."""


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
