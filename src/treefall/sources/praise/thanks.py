"""The language of thanks: which words of somebody's praise the person, in eleven languages, and which are manners.

A sentence counts that thanks for something done, or says that it was done well. Thanks in advance, for a message or for
patience, and a bare "Thanks!" above a name are manners. Where somebody else is thanked by name, nothing counts.
"""

import re
from collections.abc import Iterator, Sequence

_PRAISE = re.compile(
    r"""
    \b(?:thanks|thank\ you|thx|many\ thanks)\b.{0,60}?\b(?:for|that|again|so\ much|a\ lot|helping|you)\b
    | \b(?:kudos|shout-?\ ?outs?|props\ to|hats\ off|bravo|chapeau|congrat(?:s|ulations)|well\ done|nicely\ done)\b
    | \b(?:great|good|nice|awesome|amazing|excellent|fantastic|outstanding|impressive|brilliant|superb|stellar|solid
        |incredible|lovely|wonderful)\ (?:\w+\ )?
        (?:job|work|stuff|talk|review|catch|fix|write-?up|help|effort|teamwork)\b
    | \byou\ (?:\w+\ )?(?:saved|rock|rocked|nailed|made\ my|made\ our)\b
    | \b(?:saved|made)\ (?:my|our|the)\ (?:day|week|weekend|release)\b
    | \b(?:i|we)\ (?:\w+\ ){0,2}(?:appreciate|appreciated)\b | \b(?:grateful|thankful)\b
    | \bwithout\ (?:you|your\ help)\b
    | \b(?:big|huge|great|real)\ help\b | \bso\ helpful\b | \bimpressed\b
    | \b(?:danke|dank|dankeschön)\b.{0,60}?\bf(?:ü|ue)r\b | \bhut\ ab\b | \bgut\ gemacht\b | \bgro(?:ß|ss)artig
    | \b(?:super|gute|tolle|klasse|starke|hervorragende|prima|geniale)\ (?:\w+\ )?
        (?:arbeit|gemacht|leistung|sache|job|hilfe|vortrag)\b | \bgerettet\b
    | \bmerci\b.{0,60}?\b(?:pour\b|d['e\u2019]|infiniment\b|à\ toi\b) | \bfélicitations\b
    | \b(?:beau|bon|excellent|super|magnifique)\ (?:travail|boulot)\b
    | \bgracias\b.{0,60}?\bpor\b | \b(?:buen|gran|excelente)\ trabajo\b
    | \benhorabuena\b | \bfelicidades\b | \bfelicitaciones\b
    | \bgrazie\b.{0,60}?\bper\b | \b(?:ottimo|bel|gran|eccellente)\ lavoro\b | \bcomplimenti\b
    | \bobrigad[oa]\b.{0,60}?\bp(?:or|elo|ela|elos|elas)\b | \b(?:ótimo|bom|excelente)\ trabalho\b | \bparabéns\b
    | \b(?:bedankt|dank\ (?:je|u)(?:\ ?wel)?)\b.{0,60}?\bvoor\b | \bgoed\ (?:gedaan|werk)\b
    | \btop\ gedaan\b | \bmooi\ werk\b
    | \b(?:dziękuję|dzięki)\b.{0,60}?\bza\b | \b(?:świetna|dobra|super)\ robota\b | \bgratulacje\b
    | \btack\b.{0,60}?\bför\b | \b(?:bra|snyggt|fint)\ jobbat\b
    | ありがとう | 助かりました | 素晴らしい | お疲れ様 | 谢谢 | 感谢 | 干得好 | 做得好 | 辛苦了
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MANNERS = re.compile(
    r"""
    \bin\ advance\b | \bim\ voraus\b
    | \bd['\u2019]avance\b | \bde\ antemano\b | \bin\ anticipo\b | \bdesde\ já\b
    | \balvast\b | \bz\ góry\b | \bno[, ]\ ?thank(?:s|\ you)\b | \bthank(?:s|\ you),?\ but\b | \bnein\ danke\b
    | \bthank(?:s|\ you)\ (?:\w+\ ){0,3}for\ (?:\w+\ ){0,3}?
        (?:patience|understanding|interest|reaching|getting\ back|reply|replying|response|responding|e-?mail|mail
        |message|note|update|info|information
        |heads[- ]up|invite|invitation|time|order|purchase|payment|contacting|subscribing
        |signing|joining|reminder|sharing|confirming|confirmation|letting|asking|considering|attention|registering
        |attending|choosing|visiting|application|applying|cooperation|coming|the\ link)\b
    | \bdank\w*\ (?:\w+\ ){0,2}für\ (?:\w+\ ){0,3}?
        (?:antwort|rückmeldung|nachricht|info|mail|e-mail|geduld|verständnis|einladung|bestellung|interesse|teilnahme
        |hinweis)\b
    | \bmerci\ (?:\w+\ ){0,2}(?:pour|de)\ (?:\w+\ ){0,2}?
        (?:réponse|compréhension|patience|retour|message|attention|commande)\b
    | \bgracias\ (?:\w+\ ){0,2}por\ (?:\w+\ ){0,3}?
        (?:respuesta|paciencia|comprensión|atención|mensaje|interés|compra)\b
    | \bgrazie\ (?:\w+\ ){0,2}per\ (?:\w+\ ){0,2}?
        (?:risposta|pazienza|comprensione|attenzione|messaggio|interesse)\b
    | \bobrigad[oa]\ p\w+\ (?:\w+\ ){0,2}?(?:resposta|paciência|compreensão|atenção|mensagem|contato|interesse)\b
    | \b(?:bedankt|dank)\ (?:\w+\ ){0,2}voor\ (?:\w+\ ){0,2}?
        (?:reactie|antwoord|bericht|geduld|begrip|mail|bestelling)\b
    | \b(?:not|never|isn['\u2019]t|wasn['\u2019]t|hardly|nicht|keine?|pas)\b.{0,20}?
        \b(?:great|good|nice|well|gut\w*|toll\w*|beau|bon)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TO_SOMEBODY = re.compile(
    r"\b(?:[Tt]hanks|[Tt]hank you|[Kk]udos|[Ss]hout-? ?outs?|[Pp]rops|[Cc]ongrats|[Dd]anke?|[Mm]erci|[Gg]racias"
    r"|[Gg]razie)\s+(?:\w+\s+){0,2}?(?:to|an|à|a|go to|goes to)\s+@?([A-Z\u00c0-\u00de][\w.'-]+)"
)
_END = r".!?\u2026\u3002\uff01\uff1f"
_SENTENCE = re.compile(rf"[^{_END}\n]+[{_END}]*[\"\u201d\u2019)]*\s*")
_FEWEST, _LONGEST, _MOST = 3, 600, 4_000
_GAP = " […] "


def praise(text: str, names: Sequence[str] = (), *, to_me: bool = True) -> str:
    """Return the words of `text` that praise the person, to the letter but for white space; "" where none do.

    Whole paragraphs are returned; of a long one the sentences. What lies between is marked.

    Args:
        text: what somebody wrote, without what they quoted.
        names: how the person is called, compared as written and whole.
        to_me: it was said to the person; else only a paragraph counts that names them.
    """
    mine = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names) or r"(?!)")
    found: list[str] = []
    gap = False
    for paragraph in _paragraphs(text):
        counted = [one for one in _sentences(paragraph) if _counts(one, names)]
        if counted and (to_me or mine.search(paragraph)):
            words = paragraph if len(paragraph) <= _LONGEST else _GAP.join(one.strip() for one in counted)
            found.append((_GAP.strip() + "\n" if gap and found else "") + words)
            gap = False
        else:
            gap = True
    return "\n".join(found)[:_MOST].strip()


def _counts(sentence: str, names: Sequence[str]) -> bool:
    """Say whether `sentence` praises, and nobody else."""
    if not _PRAISE.search(sentence) or _MANNERS.search(sentence):
        return False
    if sentence.isascii() and len(sentence.split()) < _FEWEST and "ell done" not in sentence:
        return False
    somebody = _TO_SOMEBODY.search(sentence)
    return somebody is None or any(somebody[1] in name.split() for name in (*names, "You"))


def _paragraphs(text: str) -> Iterator[str]:
    for each in re.split(r"\n[ \t\r]*\n", text[:100_000]):
        if words := " ".join(each.split()):
            yield words


def _sentences(paragraph: str) -> Iterator[str]:
    return (found[0] for found in _SENTENCE.finditer(paragraph))
