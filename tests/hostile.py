"""Texts by which somebody wants a page to do as they say, and a home in which every foreign word is one of them."""

from contextlib import closing, suppress
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from thanks import thanks

from treefall.app import App, open_app
from treefall.errors import TreefallError
from treefall.model import (
    ALWAYS,
    Evidence,
    FileChange,
    FileSummary,
    Kind,
    Listens,
    Part,
    Person,
    Priority,
    Role,
    entry_id,
)

TEXTS = (
    "<script>globalThis.harmed=1</script>",
    "</title></textarea></style><script>globalThis.harmed=2</script>",
    "<img src=x onerror=globalThis.harmed=3>",
    '"><img src="http://127.0.0.1:9/pixel?" onload="globalThis.harmed=4">',
    "' autofocus onfocus='globalThis.harmed=5' x='",
    "<svg onload=globalThis.harmed=6><a xlink:href='javascript:globalThis.harmed=7'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=globalThis.harmed=8>'>",
    "<iframe srcdoc='<script>parent.harmed=9</script>'></iframe><object data=x><embed src=x><base href=//evil.example>",
    "<link rel=stylesheet href=http://127.0.0.1:9/x.css><style>@import 'http://127.0.0.1:9/y.css'; *{top:0}</style>",
    "x;background:url(http://127.0.0.1:9/z);</style>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><form action=http://127.0.0.1:9/><button>Keep it",
    "{{7*7}} {% raw %} {% import 'os' as os %} ${7*7} <%= 7*7 %> #{7*7} {{config}} {{''.__class__}}",
    "[pixel](javascript:globalThis.harmed=10) ![x](http://127.0.0.1:9/pixel) <http://127.0.0.1:9/auto>",
    "&lt;script&gt;globalThis.harmed=11&lt;/script&gt; &#60;script&#62; &quot; &amp;amp;",
    "<!-- --!><script>globalThis.harmed=12</script> <![CDATA[ ]]> <?xml version='1.0'?>",
    "\x1b[2J\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07 cleared\rFAKE",
    "access \u202e\u2066// admin\u2069 granted \u200b\u200d\ufeff and \u0410dmin",
    "a|b\tc;d,e\"f'g\\h \x1e\x1f \u2028 \u2029 \x85 --END-- %H %x00",
    "before\x00after <scr\x00ipt>globalThis.harmed=13</script>",
    "=HYPERLINK(\"http://127.0.0.1:9/?\"&A1) @SUM(1) +1 -2 #read('/etc/passwd')",
    "../../etc/passwd %2e%2e%2f ..\\..\\ C:\\con; touch pwned; $(touch pwned) `touch pwned`",
    "W" * 5_000 + "<b>",
    "<" * 3_000,
    "ﷺ" * 40 + "\U0001f469\u200d\U0001f680" + "e" + "\u0301" * 200,
    "?done=1#x&to=//evil.example/%0d%0aset-cookie:a=b",
)
"""Texts of every sort that is known to act on pages; `harmed` says which of them did."""

ME = "ed@corp.example"


def fill(home: Path) -> None:
    """Fill `home` with work, people, words and tellings, of which every word is hostile."""
    with closing(open_app(home)) as app:
        app.decide([ME], mine=True)
        now = app.world.now()
        works = [_evidence(text, number, app) for number, text in enumerate(TEXTS)]
        app.ledger.append(works)
        people = [
            Person(id=entry_id("person", str(number)), at=now, name=text[:200], listens=Listens.BOSS, notes=text)
            for number, text in enumerate(TEXTS[:6])
        ]
        cares = [
            Priority(id=entry_id("priority", str(n)), at=now, person=one.name, words=text, place=text)
            for n, (text, one) in enumerate(zip(TEXTS, cycle(people), strict=False))
        ]
        app.ledger.append([*people, *cares])
        for text, one in zip(TEXTS, cycle(people), strict=False):
            _said(app, one.name, text)
        app.rehearsing.answered(app.rehearsing.next(None), TEXTS[0], 42)
        app.ledger.append([thanks(text, text[:200]) for text in TEXTS])
        for text in TEXTS:
            app.assistants.hand_in_note(text, kind=Kind.NOTE, assistant=text[:100], model=text[:100])


def _evidence(text: str, number: int, app: App) -> Evidence:
    return Evidence(
        id=entry_id("evidence", str(number)),
        at=max(ALWAYS, app.world.now() - timedelta(days=9 * number + 1)),
        kind=Kind.CHANGE,
        source="git",
        origin=f"root{number}",
        native=f"{number:040x}",
        title=f"Add charging once {number} {text}"[:400],
        body=text,
        roles=(
            Role(part=Part.AUTHOR, name="Ed Stone", address=ME),
            Role(part=Part.CO_AUTHOR, name=f"Fred {text}"[:200], address=f"fred{number}@shop.example"),
        ),
        files=FileSummary(
            count=1, added=90, deleted=1, changes=(FileChange(path=f"src/{text}"[:300], added=90, deleted=1),)
        ),
        url="javascript:globalThis.harmed=20" if number % 2 else f"https://127.0.0.1:9/{number}?{text[:50]}",
    )


def _said(app: App, name: str, text: str) -> None:
    """Say everything that can be said with `text` as its words; what a verb refuses is not kept."""
    work = app.judgement().works[0]
    for verb in (
        lambda: app.note(text),
        lambda: app.answers(work, {"concern": text, "lesson": text, "next": text}),
        lambda: app.answer(work, "change", text, text),
        lambda: app.told(app.judgement().works[:3], name, channel=text[:60]),
        lambda: app.growing.expects(name, text),
        lambda: app.growing.feedback(name, text),
        lambda: app.growing.testimonial(name, text, works=[work], audiences=["boss"]),
        lambda: app.audience.goal(text, measure=text, place=text),
        lambda: app.audience.says(name, "idempotency", text),
    ):
        with suppress(TreefallError):
            verb()
