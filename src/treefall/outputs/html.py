"""Documents as a page: one file that holds all it needs, without a script or an address to load anything from.

What somebody else wrote is text and stays text: every word is escaped, and the page forbids everything but its own
style. It is made for a phone, for light and dark rooms, and for paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ..display import display
from ..model import Document, EntryId, OpenSlot, Paragraph

_STYLE = """
:root{color-scheme:light dark;--paper:#FBFAF6;--ink:#1E2A23;--soft:#55635A;--line:#D9DBD0;--accent:#A8480F}
@media(prefers-color-scheme:dark){:root{--paper:#141A17;--ink:#E8ECE6;--soft:#A3B0A7;--line:#2E3A33;--accent:#F0A267}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:70ch;margin:0 auto;padding:24px 16px 40px}
h1{font:600 28px/1.25 ui-serif,Georgia,serif;margin:0 0 24px;text-wrap:balance}
section{margin:0 0 16px}
h2{font:600 14px/1.5 system-ui,sans-serif;color:var(--soft);margin:0}
p{margin:0}
sup{line-height:0}
sup a{color:var(--soft);text-decoration:none;font-size:12px;padding:0 2px}
sup a:hover,sup a:focus,ol a:hover,ol a:focus{text-decoration:underline}
.open p{border:1px dashed var(--line);border-radius:6px;padding:8px 12px;color:var(--soft)}
code{font:14px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
.open code{color:var(--accent)}
footer{margin-top:40px;border-top:1px solid var(--line);padding-top:12px;color:var(--soft);font-size:14px}
footer h2{margin-bottom:4px}
ol{margin:0;padding-left:24px;columns:2;column-gap:24px}
li:target{background:var(--line)}
@media print{@page{margin:25mm}:root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--accent:#000}
body{font:10.5pt/15pt ui-serif,Georgia,serif}main{padding:0;max-width:none}
.open{display:none}section{break-inside:avoid}}
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Html:
    """One self-contained page; sentences bear the numbers of their proofs, which lead to their ids at the end."""

    suffix: str = ".html"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        proofs = document.proofs()
        blocks = "\n".join(_block(block, document) for block in document.blocks)
        title = _text(document.title)
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f"{blocks}\n{_footer(proofs)}</main>\n</body>\n</html>\n"
        ).encode()


output = Html


def _text(words: str) -> str:
    return escape(display(words))


def _block(block: Paragraph | OpenSlot, document: Document) -> str:
    match block:
        case Paragraph():
            return f"<section>{_label(block.label)}<p>{_sentences(block, document)}</p></section>"
        case _:
            asked = _text(block.ask) + (f" <code>{_text(block.command)}</code>" if block in document.asking() else "")
            return f'<section class="open">{_label(block.label)}<p>{asked}</p></section>'


def _label(label: str) -> str:
    return f"<h2>{_text(label)}</h2>" if label else ""


def _sentences(paragraph: Paragraph, document: Document) -> str:
    return " ".join(_text(text) + _marks(numbers) for text, numbers in document.marked(paragraph))


def _marks(numbers: tuple[int, ...]) -> str:
    return "<sup>" + " ".join(f'<a href="#p{number}">{number}</a>' for number in numbers) + "</sup>" if numbers else ""


def _footer(proofs: Mapping[EntryId, int]) -> str:
    if not proofs:
        return ""
    rows = "".join(f'<li id="p{number}"><code>{_text(id_)}</code></li>' for id_, number in proofs.items())
    return f"<footer><h2>Proof</h2><ol>{rows}</ol></footer>\n"
