"""What to tell whom, and in which words: the texts that are made of the slots of a few pieces of work.

`choose` decides what to tell and what sort of story it is, `asks` what to put to the listener; `voice` says the facts
of a piece of work, for all texts alike; `episode` is a 1:1, `aloud` its spoken minute, `brief` what a boss can pass on,
`standup` a morning's lines.

What happened and what I did come from evidence, with verbs no stronger than it licenses; why it mattered, what changed
and what I learned are the person's own words or a witness's; what nobody has said yet stays open. Foreign words stand
here as they were written: each door and output makes them safe to show.
"""

from .aloud import aloud
from .brief import brief
from .catchup import catch_up
from .choose import arc, chosen
from .episode import MOST_WORDS, episode, told_episode, words
from .standup import standup

__all__ = ["MOST_WORDS", "aloud", "arc", "brief", "catch_up", "chosen", "episode", "standup", "told_episode", "words"]
