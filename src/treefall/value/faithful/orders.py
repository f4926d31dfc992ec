"""Instructions to whoever reads: in evidence they are no record of anything, and what follows them is not either."""

import re

from .words import phrases

_READER = (
    r"(?:summari[sz]er|ai|llm|gpt|chatbot|(?:ai|coding|language) (?:assistant|model|agent)|assistant|model|bot|agent)s?"
)
_TELL = "say|state|write|report|claim|mention|include|describe|output|respond|conclude|add|call|credit"
_PATTERNS = (
    phrases(
        rf"""
    (?:note|message|instructions?) (?:to|for) (?:(?:the|any|every|all) )?(?:{_READER}|writer|reader|reviewer)
    (?:ignore|disregard|forget|override) (?:[a-z]+ ){{0,4}}(?:previous|prior|above|earlier|preceding)
    (?:ignore|disregard|forget|override) (?:[a-z]+ ){{0,4}}(?:instructions?|rules?|guidelines?)
    (?:system|developer) (?:prompt|message)|new instructions?|your (?:instructions?|prompt|summary|output|reply|answer)
    you are (?:now )?(?:an? )?{_READER}|as an? {_READER}|{_READER}\b[^.!?]{{0,30}}\b(?:must|should|shall|please)
    must (?:{_TELL})|(?:whoever|anyone who|when you|if you) (?:are )?(?:summari[sz]|read|writ|review|evaluat)\w*
    """
    ),
    re.compile(rf"\b{_READER}(?: (?:that|who)\b[^.!?:,]{{0,40}})?\s*:\s", re.IGNORECASE),
    re.compile(
        rf"(?:^|[.!?:;]\s+)(?:dear |attention )?{_READER}(?: (?:that|who)\b[^.!?:,]{{0,40}})?,\s", re.IGNORECASE
    ),
    re.compile(rf"(?:^|[.!?:;,]\s+|\band )(?:please )?(?:{_TELL}) (?:that|this|the following)\b", re.IGNORECASE),
    re.compile(r"<\|[^|>]{0,40}\|>|\[/?INST\]"),
)


def first_order(text: str) -> int | None:
    """Return where the first instruction to a reader begins in `text`; None where there is none."""
    return min((match.start() for pattern in _PATTERNS if (match := pattern.search(text))), default=None)
