"""Words by which a text shows why something mattered, what changed and who did it, by their class and their grammar.

Lists are of classes that hold in any trade (harm, who suffers, what could go wrong, purpose; quantities that move, what
is there now or no longer), not of sentences. English only.
"""

import re

from .faithful.words import phrases

_NOT = (
    r"(?:not|no longer|never|hardly|barely|(?:is|was|are|were|do|does|did|has|have|had|would|wo|could|ca)n['\u2019]?t)"
)
_GOOD = (
    r"able|accurate|available|clear|complete|consistent|correct|easy|efficient|enough|ideal|fair|feasible|good|happy"
    r"|helpful|maintainable|managed|possible|practical|productive|ready|reachable|reliable|responsive|robust|safe"
    r"|satisfied|scalable|secure|stable|sufficient|supported|sustainable|tested|usable|useful|viable|worth"
)
_WANTED = (
    r"arrive|believe|catch|caught|check|communicate|cope|cover|detect|exist|fit|handle|include|inform|keep up|log|match"
    r"|meet|monitor|notice|protect|reach|reached|recover|report|respond|scale|show|spot|support|survive|tell|trust|warn"
    r"|work"
)
CONCERN = phrases(
    r"""
    # harm that came
    outages?|downtime|incidents?(?! (?:reviews?|management|response|report))|unavailab\w+
    (?:was|were|is|are|\w+['\u2019]s|been|took \w*|taken|brought) down(?! (?:\d|by|from|to|about|the))
    (?<!latency )(?<!times )(?<!usage )(?<!costs )(?<!rate )went down(?! (?:\d|by|from|to|about|the))|took down
    down (?:for|during)|degrad\w+|over(?:load|whelm|flow|run|spen[dt]|siz|work|burden)\w*|saturat\w+|exhaust\w+
    r[au]n out|timed out|time-?outs?|expired|laps(?:ed|ing)|failures?
    failed (?:requests|logins?|payments?|orders?|jobs|builds|deliver\w+)|(?<!\band )(?<!I )fail(?:ed|ing)|lost|losing
    loss(?:es)?(?! function)|disrupt\w*|interrupt\w*|abnormal\w*|anomal\w+|leak\w*|crash\w*(?!-free)\b|killed|dies|died
    hangs?|hung|deadlock\w*|race conditions?|corrupt\w+|breach\w*|exploit\w*|attack\w*|vulnerab\w+|fraud\w*
    expos(?:ed|ing)|holes?|gaps?|wrong(?:ly)?|mistak\w+|typos?|faulty|defects?|defective
    mis(?:align|behav|handl|communicat|plac|report|us|configur|calculat|direct|rout|label|led|understood|match)\w*
    inaccurac\w+|inconsistenc\w+|outdated|inflated|flak(?:y|ed|iness)|broken|br(?:oke|eaks|eaking)
    (?:return|serv|answer)\w* (?:with )?(?:a |an )?[45]\d\d|errors?(?! budget| handling| messages?| pages?)|erroneous\w*
    false (?:positives?|negatives?|alarms?)|off by|turned off|stopped (?:silently|working|responding|arriving)
    f[ae]ll(?:s|ing)? (?:over|behind)|(?:hours?|days?|weeks?) (?:behind|late|overdue)|(?:blank|empty) (?:page|screen)s?
    swap(?:s|ped)?|nightmares?|unfortunately|sadly|CVEs?|disaster\w*|chaos|catastroph\w+|emergenc\w+|crisis|problems?
    troubl\w+|bloat\w*|bad(?:ly)?|poor(?:ly)?|terribl[ey]|awful|worsen\w*|deteriorat\w+|cre(?:pt|eping) up|balloon\w*
    tank(?:ed|ing)|plummet\w+|collaps\w+|drift(?:ed|ing)|slip(?:s|ped|ping)?|delay(?:s|ed)|postponed|overdue
    (?:a|an|the) (?:\w+ ){0,2}(?:bug|flaw|glitch)(?! (?:squash|bash|track|report|triage))
    (?<!open )(?<!stale )(?<!closed )(?<!outstanding )(?<!GitHub )(?<!your )(?<!\d )issues?(?! (?:track|report|triage))
    concern(?:s|ed)(?! with)|nois[ey]|disappoint\w+|embarrass\w+|apologi[sz]e|sorry|miserable|stress(?:ed|ful)
    scar(?:ed|y)
    un(?:documented|known|maintained|monitored|noticed|detected|resolved|expected|planned|authori[sz]ed|wanted|patched)
    (?:there (?:was|were|is|are)|had) (?:very )?(?:no|little|few)(?! (?:data|incident|outage|problem|complaint|error))
    (?:took|takes|taking|occupie[sd]|eats|ate) (?:up )?(?:hours|days|ages|forever|(?:a lot|lots|much|most) of)|deadly
    fatal|severe\w*|suffer\w*|damag\w+|harm(?:ed|ful)?|hurt\w*|limitations?|shortcomings?|shortages?|deficits?
    lack(?:ed|s|ing)?|drawbacks?|downsides?|setbacks?|pitfalls?|hurdles?|obstacles?|barriers?|hitch(?:es)?|burdens?
    friction|frantic\w*|scrambl\w+|panic\w*|hectic|urgent\w*|rushed|dread\w*|fear(?:ed|s)?|anxi\w+|sick of|tired of
    buggy|bugs(?= (?:that|which|where|in|caus\w+))|brittle|fragile|clunky|weak\w*|imbalance\w*|fr(?:eez\w*|ozen?)
    stall(?:s|ed|ing)|halt(?:s|ed)|jammed|clogg\w+|starv\w+|thrash\w*|flapp\w+|flood(?:s|ed|ing)|sluggish
    lag(?:s|ged|ging|gy)|spik(?:ed|es|ing)|spiral\w*|excessive\w*|costly|neglect\w*|orphan\w+|conflicts?|contention
    collisions?|clash\w*|ambigu\w+|mislead\w*|stole|stolen|theft|malicious|abus\w+|violat\w+|denied|refus\w+|plagued
    riddled|cascading|silently|repetitive|laborious|under(?:perform|staff|fund|provision)\w*|ignor(?:ed|ing)
    ignores? (?:our|the|these|those) alerts?|crumbl\w+|sacrific\w+|(?:class|kind)s? of bugs?|miss(?:ed|ing)
    regress(?:ed|es|ions?)?(?! tests?)
    # who suffered, and how
    (?:were|was|being|got|gets?|are|is|left|always|still) (?:\w+ )?(?:charged|blocked|affected|confused)
    (?:were|was|being|got|get(?:s|ting)?|are|is|left|always|still) (?:\w+ )?(?:delayed|paged|flooded)
    (?:were|was|got|gets?|are|is|always|still) (?:\w+ )?(?:lost|surprised|afraid|angry|upset|annoyed|unhappy|locked out)
    stuck|annoy(?:ed|ing)|affect(?:ed|ing|s)|impact(?:ed|ing)|complain\w*|frustrat\w+|confus(?:ing|ion)|struggl\w+
    burn(?:ed |t )?out|burned|pain(?:ful|s)?|g[ai]v(?:e|ing) up|abandon(?:s|ed|ing)|churn(?:ed|ing)|toil
    wast(?:e|es|ed|ing|eful)|escalat\w+|woken?|fatigue
    wait(?:ed|ing|s)? (?:for )?(?:\w+ ){0,2}(?:hours?|days?|weeks?|minutes)|forced (?:us|me|them|people|everyone)
    (?<!I )ke(?:ep|eps|pt) (?:asking|\w+ing the|happening|failing|breaking|losing|calling|missing)
    (?<!I )ke(?:ep|eps|pt) getting (?!\w+er\b)|over and over
    # what could go wrong
    risk\w*|threat\w*|security|safe(?:ly|ty)|integrity|blind spots?|single point|root causes?|dangerous|prevent\w*
    mitigat\w+|(?:that one|only one|the only) (?:person|engineer|developer|maintainer)|except (?:for )?one \w+
    guard(?:s|ed)? against|(?:no ?body|no one|nothing) (?!(?:\w+ )?(?:asked|complained|lost|left|broke|failed))\w+
    make or break|by (?:just |only )?(?:one|a single) (?:person|engineer|developer|maintainer)|end of (?:life|support)
    complian(?:ce|t)|regulat\w+|auditors?|audit (?:gaps?|findings?)
    (?:for|before|pass(?:ed)?|full) (?:the |an |our )?audit|error budget|advisor(?:y|ies)|penalt\w+
    (?:tight|missed|the|legal) deadlines?|(?<!-)critical|at stake|worr(?:y|ied|ies|ying)|fire-?fighting
    (?:how|came|come|too|this|so) close|near[- ]miss(?:es)?|close call|almost (?:\w+ed|lost)|forg[eo]t\w*|overlooked
    left out|threaten\w*|(?:would|could)(?: have|['\u2019]ve) \w+|(?:we|I|they|it)['\u2019]d have \w+
    if (?:\w+ ){1,4}(?:dies|fails|breaks|leaves|quits|goes|is down|is away)
    (?:minimi[sz]|reduc|limit|lower)\w* (?:the )?(?:impact|damage)
    before (?:it|they|any ?one|any ?body|someone|customers?|users?|the \w+) (?:\w+ )?(?:br\w+|laps\w+|expire[sd]?)
    before (?:it|they|any ?one|any ?body|someone|customers?|users?|the \w+) (?:\w+ )?(?:notic\w+|fail\w*)
    before (?:it|they|any ?one|any ?body|someone|customers?|users?|the \w+) (?:\w+ )?(?:r[au]ns? out|lost|hit)
    # what was not good enough, or not possible
    slow(?! going)|worse|slow(?:er|ed|ing|downs?)(?! than before)|bottlenecks?|block(?:ed|ing|ers?|s)|in the way of
    (?:bigger|harder|longer|more|later) than (?:\w+ ){0,3}(?:planned|thought|expected)
    than (?:we|I|they|anyone) (?:\w+ )?(?:hoped|liked|wanted|would|expected|thought)
    too (?:expensive|late|long|often|hard|big|complex|complicated|noisy|(?:many|much|few|little) (?!of\b)\w+)
    (?:n['\u2019]?t|not) worth|only allowed|limited to|hard to (?!tell|say)|challeng\w+|mess(?:y|ed)?|nasty|rejected
    late(?=[.,;] )|difficult|hard(?:er|est)|(?:was|were|is|been|a) (?:very |really )?hard(?! copy)|bugging|controversial
    melt(?:ed|ing|s) down|cumbersome|tedious|could ?n[o'\u2019]t|could not
    (?:cannot|can['\u2019]t)(?! (?:quite |really )?(?:remember|recall|say|tell))|no way to
    (?<!I )had(?: not|n['\u2019]?t) \w+|did(?: not|n['\u2019]?t) know
    ha(?:d|ve|s) to (?:\w+ ){1,3}(?:by hand|manually|again|every|each)|ha(?:d|ve|s) to re(?!ad|port|view)\w+
    error[- ]prone|by hand|manual(?:ly)?|on paper|duplicate[sd]?
    (?:charged|logged|paid|booked|sent|counted|billed|entered) twice
    increased (?:\w+ ){0,3}(?:usage|cost|load|latency|memory)|need(?:ed)? an? \w+ (?:on|to|for)
    rather than (?:\w+ )?monitoring|backlogs?(?= of| grew| was)|short-?staffed
    # what it was for
    mak(?:e|es|ing) sure|ensuring|ensures? (?:that|no|we|they|it|every\w*)|so that
    so (?:any\w*|every\w*|no ?body|no one|nothing)
    so (?!we |I |you )(?:\w+ ){1,4}(?:can|could|no longer|never|do not|don['\u2019]t)|to (?:avoid|protect|unblock)
    eas(?:es?|ed|ing) the \w+|to check (?:if|whether|that)|because of the|otherwise|or else|in case
    without (?:which|this|it|(?:call|hav|need|wait|ask|tak)ing|the \w+ (?:\w+ )?(?:we|it|they|I)\b)
    """
    rf"{_NOT} (?!only|just)(?:make it |\w+ )?(?:{_GOOD}|{_WANTED})|less (?:{_GOOD})|(?:un|in|im)(?:{_GOOD})\w*"
)
"""Why it mattered: harm, who suffered, what could go wrong or was not good enough, what it was for."""
CHANGE = phrases(
    r"""
    # a quantity, or how good something is
    reduc(?:e[sd]|ing)|eliminat(?:e[sd]|ing)|avoid(?:ed|s)|optimi[sz](?:e[sd]|ing)|sp(?:ed|eeds|eeding) up|climb(?:s|ed)
    jumped|improv(?:e[sd]|ing|ements?)|increas(?:e[sd]|ing)|decreas(?:e[sd]|ing)|cut(?:s|ting)?|dropp?(?:ed|ing)
    fell(?! short)|rose|grew|tripl(?:ed|es|ing)|doubl(?:ed|es|ing)|halv(?:ed|es|ing)|sav(?:e[sd]|ing)
    shorten(?:ed|s|ing)|lower(?:ed|s|ing)|rais(?:ed|es|ing)(?! [$€£])|went (?:from|down|up)
    (?:went|fell|dropped) to (?:\w+ )?\d|wins?|gain(?:ed|s)|recover(?:ed|s)|regressed|resumed|rolled out|re-?routed
    redirected|peak(?:ed|ing) at|reached \d|help(?:s|ed) (?:to )?improve
    (?:increase|decrease|reduction|drop|rise|decline|recovery) (?:in|of) \w+|brought (?:\w+ ){0,3}(?:down|up)
    (?:are|is|were|was) (?:down|up) (?:by )?\d
    (?:few|fast|slow|quick|cheap|easi)er(?! than (?:usual|\w+ (?:had )?(?:thought|expected|planned|hoped)))
    (?:got|gets?|became|becomes|grown|is|are|was|were) (?:\w+ )?(?:better|worse|(?:saf|small|larg|short|simpl)er)
    (?:made|makes|gave|gives) (?:\w+ ){1,4}(?:better|worse|more|less|possible|obsolete|slower|faster)|simplif(?:ied|ies)
    tighten(?:ed|s)|boost(?:ed|s|ing)|accelerat(?:ed|es|ing)|enhanc(?:ed|es|ing)|streamlined|slashed|trimmed|cleaned up
    (?:do(?:es)?|did|able to) (?:indeed )?(?:introduce|remove|reduce|decrease|improve|replace|cut|fix|stop|drop)|shrank
    shrunk|stabili[sz]ed|(?:better|worse|more|less) (?:\S+ ){1,3}than (?:when|before)
    (?:led|managed|drove|completed|finished|ran) (?:the|our|a) (?:\w+ )?(?:migration|switch|transition|upgrade)
    # what is there now, or no longer
    remov(?:e[sd]|ing)|delet(?:ed|es)|replac(?:e[sd]|ing)|chang(?:ed|ing)(?= \w)|add(?:ed|s)|upgrad(?:ed|es)|updated
    (?:go|went|gone|going) live|launch(?:ed|es)|shipp(?:ed|s)(?! with)|land(?:ed|s)|introduc(?:ed|es)|merged
    upload(?:ed|s)|documented|automat(?:ed|es)|migrated|enabl(?:ed|es)|switched (?:\w+ ){0,4}(?:to|off|on)|retired
    deprecated|consolidated|mov(?:ed|es) (?:\w+ ){1,4}(?:to|off|onto|into)|ported|patched|lets|allows
    makes (?:it|them|\w+ing)|the move to|turned (?:off|on)|(?:is|are) (?:now \w+|being used)
    (?<!for )(?<!by )(?<!right )(?<!every )now(?= (?!I am\b)\w|[.!]?$)|no longer
    (?:not|\w+n['\u2019]t) (?:[\w-]+ ){0,12}any ?more|used to|for the first time|with the new|it is \d
    (?:is|are) (?:\w+ )?used (?:by|every|daily|in)|used by \d|underwent|finally (?:work|start|run|g[eo]t)\w*
    beat(?:s|ing)?|adopted|renewed|(?:has|have) been no|has (?:\w+ ){1,4}of (?:its|their) own
    so (?:that )?(?!we |I |you )(?:\w+ ){1,4}can|accepted|closed|cancel+ed
    # what was mended
    fixed|(?<!bug )fixes|solv(?:ed|es)|resolv(?:ed|es)|restored|rolled (?:\w+ ){0,2}back|revert(?:ed|ing)
    unblock(?:ed|s)|prevented|(?:is|are|were|was|['\u2019]s|came|comes) back|went away|vanish(?:ed|es)|caught up
    clear(?:ed|s)|clearing|will (?:allow|enable|let)|back (?:up|online|to (?:normal|\d))|takes? out|disappear(?:ed|s)
    stops|stopped|(?:was|were) (?:approved|retired)|mitigated
    # what befell
    led to|(?<=, )leading to|(?:seconds|minutes|hours) of downtime|result(?:ed|s|ing) in|caused|causes|(?<=, )causing
    down for|took down|taken down|went down|(?:was|were|became) (?:down|unavailable|unreachable)|broke|lost|degraded
    crashed|leaked|burned|fell over|ran out|fail(?:ed|ing) (?:requests?|writes|orders?)
    failed (?:due|because|after|when|under)|(?:requests|writes|orders|payments|jobs|builds) failed
    (?:return|serv)\w+ (?:a |an )?[45]\d\d|(?:customers?|users?|clients?|visitors|people) (?:experienced|saw errors)
    (?:customers?|users?|clients?|people|teams|they|any ?one|any \w+) can(?! ?not|['\u2019]t)|disrupted|terminated|froze
    stalled|halted|collapsed|jammed|could(?: not|n['\u2019]t) be \w+ed
    did(?: not|n['\u2019]t) (?:work|start|load|arrive|propagate)|(?:no ?body|no one) could
    (?:customers?|users?|clients?|people|we|any ?one) (?:could ?n[o'\u2019]t|could not|were unable to)
    did(?:n['\u2019]?t| not) help|(?:n['\u2019]?t|not) worth|got (?:better|worse)|longer than (?:planned|expected)
    bloated
    """
)
"""What is different: a quantity, what is there now or no longer, what was mended, what befell."""
DELTA = phrases(
    r"""
    wins?|faster|slower|speed-?ups?|sp(?:ed|eed|eeds) up|improv\w+|reduc\w+|increas\w+|decreas\w+|gain\w*|less|more
    fewer|drop\w*|fell(?! over)|rose|grew|growth|grow|lower\w*|higher|cut\w*|sav(?:e|ed|es|ings?)|capacity|better|worse
    (?:quick|small|larg|bigg|cheap|short|long|light|saf|easi|earli|lat)er|shrank|shrunk|down|up|halv\w+|doubl(?:ed|es)
    went|off|rais(?:ed|es)|climbed|jumped
    """
)
"""Words that make a figure a difference."""
COMPARES = re.compile(
    r"\bused to\b|\bfor the first time\b|\bbefore[.,]?$|\bsav(?:ed|es|ing)\b[^.;]{0,20}\d"
    r"|\blast (?:year|month|quarter|week|spring|summer|autumn|winter),? (?:it|they|we|that) (?:was|were|had|took)\b"
    r"|\bpreviously\b|\b(?:compared|relative) (?:to|with)\b|\b(?:start|beg)\w* (?:\w+ ){0,6}but now\b"
    r"|\bfrom (?:an? )?(?:hours?|days?|weeks?|months?|minutes|seconds|hourly|daily|nightly|weekly|bi-?weekly|monthly"
    r"|quarterly|yearly|manual)\b[^.;]{0,40}? to\b"
    r"|\b(?:down|up) from\b|\b(?:halv|doubl|tripl|quadrupl)(?:e[sd]|ing)\b"
    r"|\b(?:twice|(?:\d+|two|three|four|five|six|ten|many|several) times) (?:as|the|less|more|faster)\b"
    r"|\b(?:baseline|formerly|originally|previous\w*|was|were|before|prior|earlier|last (?:year|month|quarter|week))"
    r"(?: (?:of|at|about|around|value))*:? ?[$€£]?\d[^()]{0,20}\)"
    r"|\b(?:\w+er|worse|more|less) (?:[\w%]+ ){0,3}than (?:the \w+ (?:\w+ ){0,3}(?:did|ago|before|was)|before|when"
    r"|last|in \w+|it (?:was|used)|we (?:had(?! (?:hoped|thought|expected|planned))|did)"
    r"|(?:the |our )?(?:previous|prior|old|former))\b"
    r"|(?:\bnot|n['\u2019]t) (?:[\w-]+ ){0,12}any ?more\b"
    r"|\bbefore:.*\d.*\bafter:|\bno longer (?:needs?|takes?|ha[sd]|requires?) (?:to )?\w+",
    re.IGNORECASE,
)
"""A comparison with what was before."""
FROM_TO = re.compile(
    r"[^.;]{0,40}?\b(?:to|instead of|against|versus|vs|rather than|before|now|today)\b"
    r"(?: (?:about|around|less than|more than|under|over|only|just))*\s*"
    r"|\)? to (?:\w+ ){0,3}\(|\s*(?:→|->)\s*",
    re.IGNORECASE,
)
"""What stands between a figure before and the one after."""
THEN_NOW = re.compile(r".{0,120}\b(?:now|today|these days|since then|afterwards|with the new)\b[^.;]{0,40}", re.DOTALL)
"""Likewise, across two clauses or sentences."""
TODAY = re.compile(r"\s+(?:\w+ )?(?:now|today|these days)\b", re.IGNORECASE)
"""What stands behind the figure of today."""
MORE_THAN = re.compile(r"\s+(?:less|fewer|(?:\w+er|more)\b(?: \w+){0,2} than)\b", re.IGNORECASE)
"""What stands behind a figure that is itself a difference."""
DENIED = re.compile(
    r"\b(?:may|might|never|not|almost|nearly|without|close to|(?:would|could|might|['\u2019]d) have)\s$"
    r"|n['\u2019]t\s$",
    re.IGNORECASE,
)
"""What stands before a change that did not happen."""
CALLED = re.compile(
    r"\b(?:an?|the|our|my|their|its|this|these|any|some|on|of|for|with|by|from|in|to|as)\s$", re.IGNORECASE
)
"""What stands before a participle that only describes a thing: "our automated mails"."""
SPARED = re.compile(r"\b(?:without|zero|no|no ?body|no one)[ -]$", re.IGNORECASE)
"""What stands before a harm that was not done."""
STEP = re.compile(
    r"\b(?:(?P<by>by)|cut|sav(?:ed|es|ing)|shav(?:ed|es|ing)|trimmed|slashed|dropped|fell|rose|grew)"
    r"(?: (?:about|around|roughly|nearly|almost|some|over|only))?\s$",
    re.IGNORECASE,
)
"""What stands before a figure that is itself a difference."""
FROM = re.compile(r"\bfrom\b[^.;]*$", re.IGNORECASE)
"""What stands before the first of two figures of a way, not of a range: "from four to five months"."""
AT = re.compile(
    r"\b(?:on|of|for|while|to|before|about|in|at|with|is|are|was|were|been|continu\w+|start(?:ed)?|keep)\s$",
    re.IGNORECASE,
)
"""What stands before a change that was only worked at."""
THEN = re.compile(r"(?: \w+){0,2},?\s+(?:in|of|by|since) (?:[A-Z][a-z]{2,8}|(?:19|20)\d\d|Q[1-4])\b")
"""What stands behind a figure of one time."""
PERIOD = re.compile(r"\b(?:this|last|first|second|next|other|better)\s*$", re.IGNORECASE)
"""What stands before a half that is a part of the year, and no share."""
RATE = re.compile(r"(?: \w+){0,3} (?:an?|per|every) (?:second|minute|hour|day|night|week|month)\b", re.IGNORECASE)
"""What stands behind a count of what something does in a while."""
NAMED = re.compile(
    r"(?<=[a-z,] )[A-Z]\w+ $|\b(?i:week|day|part|phase|version|chapter|step|sprint|section|level|tier|season|page) #?$"
    r"|\b(?i:with|sample of|team of|set of) $"
)
"""What stands before a number that is a name or a circumstance: "Python 2", "week 12", "with 8 cores"."""
OUTCOME = phrases(
    r"""
    wins?|down|outage|partition|latency|took|takes|faster|slower|reduc\w+|sav(?:ed|es|ing|ings)|cut\w*|lost
    fail(?:ed|ing|ures?)?|errors?|affected|serv(?:ed|es|ing)|improv\w+|increas\w+|decreas\w+|fewer|less|more|drop\w*
    fell|rose|grew|restor\w+|downtime|uptime|availability|capacity|throughput|tickets?|incidents?|crash\w*|revenue
    cost\w*|build time|load time|from (?:\w+ ){0,2}[$€£]?\d[^.;]{0,60}\bto|coverage|conversions?|retention
    handl(?:ed|es|ing)|process(?:ed|es|ing)|delay(?:ed|s)?|shorten\w*|resulting in|went|no longer|block\w*|unavailable
    unreachable|instead of|wait\w*|took down|halv\w+|broken|requests?|adopted|used by|stuck|gaps?|alerts?|pages
    sign-?ups|sales|complain\w*|accuracy|precision|recall|score\w*|baseline|earlier|sooner|later|ratio|rolled|twice
    wrong|duplicate[sd]?|attrition|churn\w*|gain(?:ed|s)?|raised|open (?:issues|bugs|tickets)|wast\w+
    """
)
"""What a count has to be about to tell an outcome."""
EFFORT = phrases(
    r"""
    spent|spend(?:ing)?(?= (?:\w+ ){0,3}(?:hours?|days?|weeks?|months?|time|on))|worked|hours? (?:on|of (?:\w+ )?work)
    assigned|logged|attend\w*|donat\w+|commits?|reviews?|reviewed|mails?|emails?|messages|meetings?|talks?|sessions?
    patches|pull requests|posts?(?!.?mortem)|dealt with|answer(?:ed|ing)|clos(?:ed|ing)|interviews?|items|pages of|lines
    years? (?:of|at)|contributors?|wrote|written|ranked|top|deployments?|bugs? (?:filed|reported)|ago|updates|uploads?
    tests? (?:written|added)
    """
)
"""What a count is about that only tells what was done."""
HEDGE = re.compile(
    r"~(?=[$€£]?\d)|"
    + phrases(
        r"""
    # how much
    (?:about|around|some|circa|nearly|almost)(?= (?:[$€£]?\d|an? |the half|half|two|three|four|five|six|seven))
    (?:about|around|some|nearly|almost)(?= (?:eight|nine))
    (?:about|around|some|nearly|almost)(?= (?:ten|twelve|twenty|thirty|fifty|twice))|roughly|approximately|practically
    virtually|almost(?= (?:\w+ed|lost))|just (?:over|under|shy|about)|mostly|mainly|largely|somewhat|slightly|fairly
    most of|kind of|sort of|kinda|sorta|a bit|a little|more or less|briefly|in part|partially|partly|a couple|relatively
    pretty (?!print)|basically|or so|or thereabouts|give or take|to some (?:extent|degree)|ball-?park
    # how sure
    hopefully|maybe|perhaps|probably|possibly|presumably|potentially|arguably|apparently|supposedly|seemingly
    (?:I|we) (?:think|believe|guess|feel|hope|suppose|assume|suspect|reckon)
    I['\u2019]d (?:say|guess|like to (?:think|believe))|who knows$|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|would estimate
    (?:do not|don['\u2019]t|can(?:no|['\u2019])t) (?:really |quite |yet )?(?:know(?! enough)|say(?! I\b)|tell)
    not (?:entirely |quite |really |so |yet )?(?:sure|certain|convinced)|try(?:ing)? (?:my|our) best|might
    may(?= (?:have|be|well|not)\b)|in a way|tends? to|it['\u2019]d be (?:great|nice|good)|should (?:hopefully|probably)
    more than likely|likely|unlikely|at least to me|as far as I|if I (?:remember|recall)|to my knowledge|in theory
    hard to (?:say|tell)|too early to|unclear (?:if|whether)|not really
    """
    ).pattern,
    re.IGNORECASE,
)
"""Words that take back how much is meant, or how surely it is known."""
ME = re.compile(r"\b(?:I|[Mm]y|me|mine|I['\u2019](?:m|ve|d|ll)|myself|co-?authored(?= with))\b")
"""The writer."""
WE = re.compile(r"\bwe\b", re.IGNORECASE)
"""A group that the writer belongs to."""
LEADS = re.compile(r"\W*(?:\w+ly |also |then )?(\w+)\b(?P<to> (?:to|through|over))?", re.IGNORECASE)
"""The word that a text begins with, and a way that it names."""
EMPTY = re.compile(
    r"(?:^|(?<=[.;:!?] )|(?<!while )(?<!as )(?<!when )(?<!that )(?<!which )"
    r"\b(?:I|we|I['\u2019]ve|I['\u2019]m|and|spent \w+ \w+|busy)\s)"
    r"(?:(?:have|has|had|been|also|only|just|sometimes|often|further|briefly|continued?|continuing|actively|mainly|mostly"
    r"|occasionally|closely|am|was|were|regularly)\s)*(?:to )?"
    r"(?P<word>help(?:ed|ing|s)?|assist(?:ed|ing|ance|s)?|work(?:ed|ing|s)? (?:closely )?(?:on|with|towards?|alongside)"
    r"(?= [\w\"'`])"
    r"|contribut(?:ed|ing|es?)|participat(?:ed|ing|es?)|involved|(?:got|am) involved|involvement|support(?:ed|ing)"
    r"|collaborat(?:ed|ing)|attend(?:ed|ing)|a part of|(?<=\w )part of|took part|taking part|engaged (?:with|in)"
    r"|deal(?:t|ing) with|liais(?:ed|ing)|facilitat(?:ed|ing)|pitched in|looked (?:into|after)|(?:was )?responsible for"
    r"|provid(?:ed|ing) (?:\w+ )?(?:support|assistance|input|guidance|help)|gave (?:\w+ )?(?:input|support)"
    r"|played a (?:\w+ )?(?:part|role))\b",
    re.IGNORECASE,
)
"""A verb that does not say what was done, where it is the main one."""
