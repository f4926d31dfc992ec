"""The words that a model may use beside those of its draft, and those that it may neither add nor leave out."""

from types import MappingProxyType

from ...model import Attribution
from ..faithful.words import NEGATORS, listed, stem, stemmed

SMALL = listed(
    """
    a an the and or but of to in on at by for from into onto over under per as is are was were be been being has have
    had having do does did it its itself this that these those which who whom whose what when where while then so if
    there how than too also very just both such same other out up down off here through within during across around
    until since once upon between s t
    """
)
"""Words that only join others."""

LINKING = listed(
    """
    later next meanwhile first finally lastly today together along way part side thing work piece matter matters
    mattered meant means result story reason begin began start started end ended come came comes go went turn turned
    take took taken make made put stand stands stood lie lies lay remain remains remained stay stays stayed look looks
    happen happened happens become became follow followed follows include included includes concern concerns concerned
    about between among behind beside
    """
) - {"result", "reason", "about", "part", "together"}
"""Words that tell how things hang together and claim nothing of their own."""

GUARDED = stemmed(
    """
        only alone all every everyone everybody nobody most some any always several many few both entirely whole wholly
        about roughly nearly almost approximately least up more less fewer than again still yet already far
        estimate estimated assume assuming may might could would should plan planned propose proposed intend hope aim
        expect agree agreed confirm confirmed open done late early measured unmeasured own guess
        fall rise drop grow decline decrease increase reduce cut lower raise gain halve double triple improve worsen
        better worse good bad faster slower higher high low
        because cause due thanks lead result therefore hence reason help contribute prevent avoid avert save
        before after without with against together part co-write co-author review approve
        revert undo take-back merge release ship land
        """
) | stemmed(" ".join(NEGATORS))
"""Words that change what a sentence claims: as many of each come back as went out."""

PRONOUNS = listed(
    "i me my mine myself we us our ours ourselves you your yours he him his she her hers they them their theirs"
)

LICENSED = MappingProxyType(
    {
        Attribution.CONTROLLED: stemmed("because cause after"),
        Attribution.CONTRIBUTED: stemmed("help part"),
    }
)
"""Which words about causes may come or go, whatever the draft says, by its attribution; by others none may."""

JOINING = SMALL | PRONOUNS | {"after", "because"}
"""Words that nothing stands beside: what is behind them does."""


def is_negator(word: str) -> bool:
    """Say whether `word` (in small letters) denies."""
    return word in NEGATORS or word.endswith(("n't", "n\u2019t"))


def carries(word: str) -> bool:
    """Say whether `word` (in small letters) says something of its own."""
    return word not in SMALL and word not in PRONOUNS


def root(word: str) -> str:
    """Return what the forms of `word` share; the parts of a word with a hyphen are one."""
    return "-".join(map(stem, word.split("-")))
