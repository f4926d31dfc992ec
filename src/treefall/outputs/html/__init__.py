"""Documents as a page: one file that holds all it needs, without a script or an address to load anything from.

What somebody else wrote is text and stays text: every word is escaped, and the page forbids everything but its own
style. It is made for a phone, for light and dark rooms, and for paper.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from ...display import display
from ...model import (
    Block,
    Chart,
    Document,
    EntryId,
    Field,
    Heading,
    Marked,
    Matrix,
    OpenSlot,
    Paragraph,
    Sentence,
    Table,
)
from ...pictures.blocks import drawn

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # a page knows it; what looks like an address is none of its own


@dataclass(frozen=True, slots=True)
class Html:
    """One self-contained page; sentences bear the numbers of their proofs, which lead to what is known of these."""

    suffix: str = ".html"

    def render(self, document: Document) -> bytes:
        """Return `document` as UTF-8."""
        title = _text(document.title)
        style = (files(__package__) / "page.css").read_text("utf-8").strip() + _running(document)
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f"{fragment(document)}</main>\n</body>\n</html>\n"
        ).encode()


output = Html


def fragment(document: Document) -> str:
    """Return what stands on the page of `document` below its title, for a page that has a head of its own."""
    return "\n".join((*_whose(document), *_blocks(document), "")) + _footer(document.unexplained())


def _text(words: str) -> str:
    return escape(display(words))


def _running(document: Document) -> str:
    """Return the style that prints the author and the period above every page, and the page of how many."""
    if not document.author:
        return ""
    whose = _string(" · ".join(filter(None, (document.author, document.period))))
    pages = 'counter(page) " of " counter(pages)'
    font = "font:8.5pt ui-serif,Georgia,serif;color:#333"
    above = f"@page{{@top-left{{content:{whose};{font}}}@top-right{{content:{pages};{font}}}}}"
    return f"\n{above}\n@media print{{.whose{{display:none}}}}"


def _string(words: str) -> str:
    """Return foreign `words` as a string of a style sheet: every sign that could end it or begin anything is coded."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in display(words)) + '"'


def _whose(document: Document) -> Iterator[str]:
    if whose := " · ".join(_text(words) for words in (document.author, document.period) if words):
        yield f'<p class="whose">{whose}</p>'


def _blocks(document: Document) -> Iterator[str]:
    """Yield every block; labels stand one step below the heading that they are under."""
    depth = 0
    for block in document.blocks:
        depth = block.depth if isinstance(block, Heading) else depth
        yield _block(block, document, depth + 2)


def _block(block: Block, document: Document, step: int) -> str:
    match block:
        case Paragraph():
            said = _sentences(block.sentences, document)
            sort = ' class="lead"' if block is document.lead else ""
            return f"<section{sort}>{_label(block.label, step)}<p>{said}</p></section>"
        case Heading():
            turns = " turns" if block.turns else ""
            return f'<h{block.depth + 1} class="head{turns}">{_text(block.text)}</h{block.depth + 1}>'
        case Table():
            return _table(block, document)
        case Field():
            limit = f" of {block.limit}" if block.limit else ""
            count = f'<p class="count">{block.used}{limit} characters</p>'
            said = "".join(f"<p>{_sentences(part, document)}</p>" for part in block.parts)
            return f"<section>{_label(block.label, step)}{said}{count}</section>"
        case Chart() | Matrix():
            picture = drawn(block)
            marks = _marks(document.marked((block.said,))[0][1])
            caption = f"<figcaption>{_text(picture.caption)}{marks}</figcaption>"
            return f"<figure>{picture.svg.strip().replace(_NAMESPACE, '')}{caption}</figure>"
        case OpenSlot():
            asked = _text(block.ask) + (f" <code>{_text(block.command)}</code>" if block in document.asking() else "")
            return f'<section class="open">{_label(block.label, step)}<p>{asked}</p></section>'


def _label(label: str, step: int) -> str:
    return f'<h{step} class="label">{_text(label)}</h{step}>' if label else ""


def _sentences(sentences: Iterable[Sentence], document: Document) -> str:
    return _marked(document.marked(sentences))


def _marked(said: Marked) -> str:
    return " ".join(_text(text) + _marks(numbers) for text, numbers in said)


def _marks(numbers: tuple[int, ...]) -> str:
    return "<sup>" + " ".join(f'<a href="#p{number}">{number}</a>' for number in numbers) + "</sup>" if numbers else ""


def _table(table: Table, document: Document) -> str:
    """Return `table`; the rows of an appendix begin with the number of their proof, to which marks lead."""
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    first = ("No.",) if table.proves else ()
    names = "".join(f'<th scope="col">{_text(name)}</th>' for name in (*first, *table.head))
    rows = (tuple(map(_marked, row)) for row in document.marked_rows(table))
    if table.proves:
        proofs = (document.proofs()[id_] for id_ in table.proves)
        lines = [_tr(f' id="p{n}"', str(n), table.head, row) for n, row in zip(proofs, rows, strict=True)]
    else:
        lines = [_tr("", row[0], table.head[1:], row[1:]) for row in rows]
    sort, body = ' class="proof"' if table.proves else "", "\n".join(lines)
    return f"<table{sort}>{caption}<thead><tr>{names}</tr></thead>\n<tbody>{body}</tbody></table>"


def _tr(attribute: str, first: str, head: Sequence[str], cells: Sequence[str]) -> str:
    """Return a row of cells that are HTML already; each says under which head it stands, for narrow screens."""
    told = (f'<td data-head="{_text(name)}">{cell}</td>' for name, cell in zip(head, cells, strict=True))
    return f'<tr{attribute}><th scope="row">{first}</th>{"".join(told)}</tr>'


def _footer(proofs: Mapping[EntryId, int]) -> str:
    if not proofs:
        return ""
    rows = "".join(
        f'<li id="p{number}" value="{number}"><code>{_text(id_)}</code></li>' for id_, number in proofs.items()
    )
    return f"<footer><h2>Proof</h2><ol>{rows}</ol></footer>\n"
