"""Documents as a page that asks something back: what its reader writes into it, they paste into their answer.

It is one file that opens from a mail or a chat, needs nothing that is installed, and sends nothing: no script, no
address. Where a mail program shows it without letting anybody write, the lines can be copied and filled in elsewhere.
"""

from dataclasses import dataclass
from html import escape

from ..display import display
from ..model import Document
from .html import Html

_STYLE = """.ask{border-top:1px solid var(--line);margin-top:40px;padding-top:12px}
.ask textarea{width:100%;min-height:320px;font:inherit;color:inherit;background:none;border:1px dashed var(--soft);
border-radius:6px;padding:12px;margin:8px 0}
.ask label{font:600 20px/1.25 ui-serif,Georgia,serif;display:block;margin:0 0 8px}
@media print{.ask textarea{min-height:90mm}}"""
_HOW = (
    "In your own words, as short as you like; what you leave open is fine. Then select all of it, copy it, and paste "
    "it into your answer. Nothing is sent from here."
)


@dataclass(frozen=True, slots=True)
class Asking:
    """One self-contained page, with lines to fill in below the text.

    Attributes:
        lines: what is to be filled in; may be empty.
        name: who is asked, or "".
    """

    lines: str = ""
    name: str = ""
    suffix: str = ".html"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        page = Html().render(document).decode()
        lines = "\n".join(escape(display(line)) for line in self.lines.split("\n"))
        whom = f"{escape(display(self.name))}, if" if self.name else "If"
        asked = (
            f'<section class="ask"><label for="reply">{whom} your director asks: how would you put it?</label>'
            f'<p>{_HOW}</p>\n<textarea id="reply" rows="14" spellcheck="true">\n{lines}</textarea></section>\n'
        )
        head, _, rest = page.partition("</style>")
        body, _, end = rest.rpartition("</main>")
        return f"{head}{_STYLE}\n</style>{body}{asked}</main>{end}".encode()


output = Asking
