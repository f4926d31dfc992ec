"""What names a level: a letter or two with a number, or a word for how senior somebody is."""

import re

_CODE = re.compile(r"(?:level|lvl|grade|band)?\s*([A-Z]{0,5}[ -]?\d{1,2}(?:\.\d)?)\b", re.IGNORECASE)
_SENIOR = re.compile(
    r"\b(?:intern|apprentice|trainee|graduate|entry[- ]level|junior|jr|associate|mid(?:[- ]?level)?|intermediate|senior"
    r"|sr|staff|principal|distinguished|fellow|lead"
    r"|(?:engineer|developer|manager|scientist|analyst) (?:I{1,3}|IV|VI{0,3}))\b\.?",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:level|grade|band) \d{1,2}\b", re.IGNORECASE)  # anywhere: "n (level 2)"
_PARTED = re.compile(r"\s*(?:[-:(|/]|\u2013|\u2014|\s\s)\s*")  # "D1 - Developer 1", "L3 (Senior)"
_LONGEST = 60
_MOST_WORDS = 6


def is_level(text: str) -> bool:
    """Say whether `text`, a heading or a head of a table, names a level."""
    said = text.strip().strip("*_# ")
    if not said or len(said) > _LONGEST or len(said.split()) > _MOST_WORDS or said.endswith((".", ",", ";")):
        return False
    found = _CODE.match(said)
    rest = said[found.end() :] if found else ""
    is_code = found and (not rest or _PARTED.match(rest) or not found[1].isdecimal())
    return bool(is_code or _SENIOR.search(said) or _SAID.search(said))


def named(text: str) -> tuple[str, str]:
    """Return what a level is called, as short as it was said, and what else was said of it: ("D1", "Developer 1")."""
    said = " ".join(text.strip().strip("*_# ").split())
    found = _CODE.match(said)
    if not found:
        return said, ""
    rest = said[found.end() :].strip()
    code = " ".join(found[1].split())
    if not rest:
        return code, ""
    if _PARTED.match(said[found.end() :]):
        return code, _PARTED.sub("", said[found.end() :], count=1).rstrip(") ")
    return said, ""
