"""What a text about one's own work says and leaves open: slots first, then words.

Of 92 statements that people published about their own work, 82 % had no baseline, 76 % no number about an outcome and
66 % no concern; so these are asked for first. What is found is asked about, never graded. Lists are short and general
on purpose: a word that means something in one trade only does not belong here. English only.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from ..model import Question
from .faithful.figures import COUNT, PERCENT, POINTS, SHARE, TIME, TIMES, Figure
from .faithful.reading import LONGEST, Reading, read, sentences
from .faithful.words import is_past, phrases

MOST_QUESTIONS = 3
"""At most so many questions come of one text."""

_A_DAY = 86_400.0  # seconds: what takes longer is mostly the work
_MOST_LETTERS = 6_000  # in which a text has said why it mattered and what changed


class Check(StrEnum):
    """What is looked for in a text: the slots, then the words."""

    CONCERN = "concern"
    BASELINE = "baseline"
    OUTCOME_NUMBER = "outcome number"
    CHANGE = "change"
    OWN_ROLE = "own role"
    EMPTY_VERB = "empty verb"
    HEDGE = "hedge"


_SLOTS = (Check.CONCERN, Check.BASELINE, Check.OUTCOME_NUMBER, Check.CHANGE, Check.OWN_ROLE)
_WORDS = (Check.EMPTY_VERB, Check.HEDGE)
_QUESTIONS = MappingProxyType(
    {
        Check.CONCERN: Question(
            "concern",
            "Why did it matter: what went wrong, or could have, and for whom?",
            "the first thing that they hear",
        ),
        Check.BASELINE: Question("change", "What was it before?", "the figure: alone it is neither much nor little"),
        Check.OUTCOME_NUMBER: Question(
            "change", "How much changed for those who use it: how many, how long, how often?", "what they can repeat"
        ),
        Check.CHANGE: Question("change", "What is different now?", "what happened, which so far is only what was done"),
        Check.OWN_ROLE: Question("response", "Which part of it did you do, and which did others?", "what you did"),
        Check.EMPTY_VERB: Question("response", "“{word}”: what did you do, in one verb?", "that very sentence"),
        Check.HEDGE: Question("response", "“{word}”: what do you know for sure?", "that very sentence"),
    }
)
_CONCERN = phrases(
    r"""
    # harm that came, or could have
    outages?|downtime|incidents?(?! reviews?| management| response process)|unavailab\w+|unreachable|unusable
    (?:was|were|is|are|went|been|took \w*|taken|brought) down(?! (?:\d|by|from|to|about))|took down|down (?:for|during)
    degrad(?:ed|ation)|overload\w*|overwhelm\w*|saturat\w+|exhaust\w+|ran out|timed out|time-?outs?|expired|failures?
    failed (?:requests|logins?|payments?|orders?|jobs)
    (?:requests|writes|orders|payments|jobs|builds|transfers|backups?|logins) (?:had )?failed|lost|losing
    leak(?:s|ed|ing)?|crash(?:es|ed|ing)?|hangs?\b|deadlocks?|race conditions?|corrupt\w+|breach\w*|exploit\w*
    attack\w*|vulnerab\w+|fraud\w*|exposed|(?:security )?holes?|wrong(?:ly)?|mistakes?|typos?|misconfigur\w+
    (?:was|were|is|are|got) broken|br(?:oke|eaks|eaking)\b|(?:return|serv)\w+ (?:a |an )?[45]\d\d|turned off
    stopped (?:silently|working|responding)|(?:hours?|days?|weeks?) (?:behind|late)|(?:blank|empty) (?:page|screen)s?
    swap(?:s|ped)?|unfortunately|sadly|CVEs?
    # who suffered, and how
    (?:were|was|being|got|are) (?:\w+ )?(?:charged|blocked|stuck|affected|delayed|confused|locked out|paged|flooded)
    affect(?:ed|ing|s)|complain\w*|frustrat\w+|confus(?:ing|ion)|struggl\w+|burn(?:ed |t )?out|pain(?:ful|s)?
    g[ai]ve up|giving up|toil|wait(?:ed|ing) (?:for )?(?:\w+ ){0,2}(?:hours?|days?|weeks?|minutes)|escalat\w+
    churn(?:ed|ing)?|wast(?:e|es|ed|ing)|overspen\w+|forced (?:us|me|them|people|everyone)
    ke(?:ep|eps|pt) (?:asking|happening|failing|breaking|losing|calling)
    # what could go wrong
    risk(?:s|ed|y)?|threat\w*|security|safe(?:ly|ty)|integrity|blind spots?|single point|root cause
    prevent(?:s|ing)?|mitigat\w+|(?:that one|only one) person|except (?:for )?one \w+
    (?:no ?body|no one) (?:could|knew|was able|noticed|understood|had)|end of life|unsupported|deadlines?
    complian(?:ce|t)|regulat\w+|audit(?:s|ors?)?|error budget|penalt\w+|(?<!-)critical|at stake|worr(?:y|ied|ies)
    would have (?:cost|taken|lost|broken|been)|alert fatigue
    # what was not good enough
    (?:too|was|were|so|very|painfully|unbearably) slow|worse|slow(?:er|ed|ing)(?! than before)|bottlenecks?
    block(?:ed|ing|ers?|s)\b|(?:bigger|harder|longer|more) than (?:\w+ ){0,3}(?:planned|thought|expected|hoped)
    too (?:expensive|late|long|many|much|often|hard)|(?:n['\u2019]?t|not) worth|only allowed|limited to|hard to
    difficult|could ?n[o'\u2019]t|could not|(?:was|were) not able|(?:was|were)n['\u2019]t able|unable to
    ha(?:d|ve|s) to \w+ (?:by hand|manually|again)|error[- ]prone|by hand|manual(?:ly)?|twice|duplicate[sd]?|problems?
    regress(?:ion|ions|ed)|increased (?:\w+ ){0,3}(?:usage|cost|load|latency|memory)|need(?:ed)? an? \w+ (?:on|to|for)
    mak(?:e|es|ing) sure|ensur(?:e|es|ing)
    # what it was for
    in order to|so (?:that|the|any|our|we|they|people|everyone)\b|to avoid|to check (?:if|whether|that)|because
    without (?:which|this|it|(?:call|hav|need|wait|ask)ing)|otherwise
    """
)
_CHANGE = phrases(
    r"""
    reduc(?:e[sd]|ing)|eliminat(?:e[sd]|ing)|avoid(?:ed|s)|optimi[sz](?:e[sd]|ing)|sp(?:ed|eeds|eeding) up
    improv(?:e[sd]|ing|ements?)|remov(?:e[sd]|ing)|replac(?:e[sd]|ing)|chang(?:ed|es)(?= \w)
    increas(?:e[sd]|ing)|decreas(?:e[sd]|ing)|cut(?:s|ting)?|fix(?:ed|es)|clos(?:es|ed)|add(?:ed|s)|tripl(?:ed|es)
    upgrad(?:ed|es)|(?:go|went|gone|going) live|launch(?:ed|es)|shipp(?:ed|s)|introduc(?:ed|es)
    move[ds]? (?:\w+ ){1,4}to|the move to|(?:is|are) (?:now|being) \w+|(?:has|have|had) led to|led to
    result(?:ed|s|ing) in|caus(?:e[sd]|ing)|down for|took down|taken down|went down|turned (?:off|on)|broke
    (?:was|were) (?:down|unavailable|unreachable|accepted|adopted|merged|fixed|approved|retired)
    accepted|adopted|fail(?:ed|ing) (?:requests?|writes|orders?)|lost|(?:is|are) used by|upload(?:ed|s)|document(?:ed|s)
    (?:requests|writes|orders|payments|jobs|builds) failed|(?:return|serv)\w+ (?:a |an )?[45]\d\d|merged|now
    no longer|fewer|faster|slower|quicker|cheaper|easier|(?:are|is|were|was) (?:down|up) (?:by )?\d|wins?|updat(?:ed|es)
    did(?:n['\u2019]?t| not) help|(?:n['\u2019]?t|not) worth|dropp?(?:ed|s)|fell|rose|grew|doubl(?:ed|es|ing)
    halv(?:ed|es|ing)|sav(?:e[sd]|ing)|simplif(?:ied|ies)|automat(?:ed|es)|migrated|got (?:better|worse)|stopped
    enabl(?:ed|es)|prevented|unblock(?:ed|s)|shorten(?:ed|s)|lower(?:ed|s)|rais(?:ed|es)|went (?:from|down|up)
    brought (?:\w+ ){0,3}(?:down|up)|stops|solv(?:ed|es)|resolv(?:ed|es)|instead of|used to|unable to
    disappear(?:ed|s)|(?:has|have) been no|made (?:\w+ ){1,4}(?:better|worse|possible|obsolete|slower|faster)
    has (?:\w+ ){1,4}of (?:its|their) own|for the first time|could not|could ?n['\u2019]t|with the new|it is \d
    so (?:that )?(?:\w+ ){1,4}can|put together|longer than (?:planned|expected)
    """
)
_DELTA = phrases(
    r"""
    wins?|faster|slower|speed-?ups?|sp(?:ed|eed|eeds) up|improv\w+|reduc\w+|increas\w+|decreas\w+|gain\w*|less
    more|fewer|drop\w*|fell|rose|grew|growth|lower\w*|higher|cut\w*|sav(?:e|ed|es|ings?)|capacity|better|worse
    (?:quick|small|larg|bigg|cheap|short|long|light|saf|easi|earli|lat)er|shrank|shrunk|down|up|halv\w+
    doubl(?:ed|es)|went
    """
)
_COMPARES = re.compile(
    r"\bused to\b|\bfor the first time\b|\bbefore[.,]?$|\bsav(?:ed|es|ing)\b[^.;]{0,20}\d"
    r"|\bpreviously\b|\bcompared (?:to|with)\b|\b(?:start|beg)\w* (?:\w+ ){0,6}but now\b"
    r"|\b(?:down|up) from\b|\b(?:halv|doubl|tripl|quadrupl)(?:e[sd]|ing)\b"
    r"|\b(?:once|twice|\w+ times) (?:as|the|less|more|faster)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"[^.;]{0,40}?\b(?:to|instead of|against|versus|vs|rather than|before|now|today)\b"
    r"(?: (?:about|around|less than|more than|under|over|only|just))*\s*"
    r"|\s*(?:→|->)\s*",
    re.IGNORECASE,
)
_OUTCOME = phrases(
    r"""
    wins?|down|outage|partition|latency|took|takes|faster|slower|reduc\w+|sav(?:ed|es|ing|ings)|cut\w*|lost
    fail(?:ed|ing|ures?)?|errors?|affected|serv(?:ed|es|ing)|improv\w+|increas\w+|decreas\w+|fewer|less|more
    drop\w*|fell|rose|grew|restor\w+|downtime|uptime|availability|capacity|throughput|tickets?|incidents?
    crash\w*|revenue|cost\w*|build time|load time|from\b[^.;]{1,60}\bto|coverage|conversion|retention
    handl(?:ed|es|ing)|process(?:ed|es|ing)|delay(?:ed|s)?|shorten\w*|resulting in|went|no longer|block\w*
    unavailable|unreachable|instead of|wait\w*|took down|halv\w+|broken|requests?
    """
)
_EFFORT = phrases(
    r"""
    spent|spend|spending|worked|hours? (?:on|of work)|logged|attend\w*|donat\w+|commits?|reviews?|reviewed
    mails?|emails?|messages|meetings?|talks?|sessions?|patches|pull requests|posts?|interviews?|items|pages of
    lines|years? (?:of|at)|contributors?|wrote|written|ranked|top|deployments?|bugs? (?:filed|reported)
    """
)
_I = re.compile(r"\b(?:I|[Mm]y|me|mine|I['\u2019](?:m|ve|d|ll)|myself|co-?authored(?= with))\b")
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
_LEADS = re.compile(r"\W*(?:\w+ly |also |then )?(\w+)\b", re.IGNORECASE)
_NO_DEEDS = frozenset({"used", "based", "related", "needed", "estimated", "united", "limited", "went"})
_EMPTY = re.compile(
    r"(?:^|(?<=[.;:!?] )|\b(?:I|we|I['\u2019]ve|I['\u2019]m|and)\s)"
    r"(?:(?:have|has|been|also|further|briefly|continued?|continuing|actively|mainly|mostly|occasionally|closely)\s)*"
    r"(?:to )?"
    r"(?P<word>help(?:ed|ing|s)?|assist(?:ed|ing|ance|s)?|work(?:ed|ing|s)? (?:on|with|towards?)"
    r"|contribut(?:ed|ing|es?)|participat(?:ed|ing|es?)|(?:was|been|got|am) involved|involvement|support(?:ed|ing)"
    r"|collaborat(?:ed|ing)|attend(?:ed|ing)|was (?:a )?part of|took part|engaged (?:with|in)|dealt with|liaised"
    r"|facilitated|played a (?:key |big |major |crucial )?(?:part|role))\b",
    re.IGNORECASE,
)
_HEDGE = phrases(
    r"""
    (?:about|around|some|circa|nearly|almost)(?= (?:[$€£]?\d|an? |two|three|four|five|six|ten|half|twice))|roughly
    practically|virtually|on average|almost(?= \w+ed|lost)|approximately
    just (?:over|under|shy|about)|mostly|mainly|largely|somewhat|slightly|fairly|hopefully|maybe|perhaps
    probably|possibly|presumably|potentially|arguably|apparently|supposedly
    (?:I|we) (?:think|believe|guess|feel|hope|suppose|assume)|most of
    I['\u2019]d (?:say|guess|like to think)|seem(?:s|ed)?
    kind of|sort of|a bit|a little|more or less|briefly|would estimate
    (?:do not|don['\u2019]t) (?:really |quite )?know|not (?:entirely |quite |really )?sure
    try(?:ing)? (?:my|our) best|might|may(?= (?:have|be|well|not)\b)|in part|partially|partly|a couple
    relatively|pretty (?!print)|basically|in a way|tends? to|it['\u2019]d be (?:great|nice|good)|should hopefully
    or so\b|more than likely|likely|unlikely|to some (?:extent|degree)|at least to me
    """
)


def found(text: str) -> frozenset[Check]:
    """Return which of the checks are met in `text`: good for the slots, and not for the two sorts of words."""
    text = text[:_MOST_LETTERS]
    said = [read(sentence) for sentence in sentences(text) if len(sentence) <= LONGEST]
    tests = {
        Check.CONCERN: _CONCERN.search(text) is not None,
        Check.BASELINE: any(map(_has_baseline, said)),
        Check.OUTCOME_NUMBER: any(any(_outcomes(one)) for one in said),
        Check.CHANGE: _CHANGE.search(text) is not None,
        Check.OWN_ROLE: _has_own_role(text),
        Check.EMPTY_VERB: _EMPTY.search(text) is not None,
        Check.HEDGE: _HEDGE.search(text) is not None,
    }
    return frozenset(check for check, holds in tests.items() if holds)


def questions(text: str) -> tuple[Question, ...]:
    """Return what to ask about `text`, at most `MOST_QUESTIONS`: empty slots first, then words that say little.

    A baseline is asked for only where a figure stands that needs one.
    """
    met = found(text)
    open_ = [
        check for check in _SLOTS if check not in met and (check is not Check.BASELINE or Check.OUTCOME_NUMBER in met)
    ]
    words = [check for check in _WORDS if check in met]
    return tuple(_asked(check, text) for check in (*open_, *words)[:MOST_QUESTIONS])


def _asked(check: Check, text: str) -> Question:
    """Return the question of `check`, with the word that it is about."""
    question = _QUESTIONS[check]
    pattern = _EMPTY if check is Check.EMPTY_VERB else _HEDGE
    match = pattern.search(text) if check in _WORDS else None
    if match is None:
        return question
    word = match["word"] if check is Check.EMPTY_VERB else match[0]
    return Question(question.slot, question.ask.format(word=word), question.improves)


def _has_own_role(text: str) -> bool:
    """Say whether the text names the writer's own part: by "I", or by a verb that it begins with."""
    if _I.search(text):
        return True
    verb = _LEADS.match(text)
    return (
        verb is not None
        and is_past(verb[1].casefold())
        and verb[1].casefold() not in _NO_DEEDS
        and not _WE.search(text)
    )


def _outcomes(said: Reading) -> Iterator[bool]:
    """Yield for each figure whether it is about the outcome, and not a count of what was done."""
    for figure in said.figures:
        clause = said.clause_at(figure.start)
        yield _is_outcome(figure, said.plain, said.plain[clause.start : clause.end])


def _is_outcome(figure: Figure, text: str, clause: str) -> bool:
    if figure.dim in {PERCENT, POINTS, TIMES}:
        return re.search(r"\btop\s*$", text[: figure.start], re.IGNORECASE) is None
    if figure.dim == SHARE:
        return _DELTA.search(text) is not None
    if _EFFORT.search(clause):
        return False
    if figure.dim == COUNT:
        return _OUTCOME.search(text) is not None and figure.written[:1].isdigit() and figure.amount > 1
    return figure.amount <= _A_DAY or figure.dim != TIME or _OUTCOME.search(text) is not None


def _has_baseline(said: Reading) -> bool:
    """Say whether the sentence compares: with what was before, or by a figure that is itself a difference."""
    if _COMPARES.search(said.plain) or any(
        one.dim == two.dim and _FROM_TO.fullmatch(said.plain, one.end, two.start) for one, two in pairwise(said.figures)
    ):
        return True
    relative = (figure for figure in said.figures if figure.dim in {PERCENT, POINTS, TIMES, SHARE})
    return _DELTA.search(said.plain) is not None and any(
        not re.match(r"\s+of\s+(?:the |all |our )?\w", said.plain[figure.end :]) for figure in relative
    )
