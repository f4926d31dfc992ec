"""The press: what typst sets, papers and the pictures in them. Text reaches it as data and never as markup.

It sees an empty folder, no package and no network. Its own letters are used wherever they are enough, so that the
same text gives the same bytes on every machine; where a text needs others, those of the machine are used too, and a
letter that none of them has is shown as one that is missing.
"""

from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from ..errors import TreefallError

if TYPE_CHECKING:
    from typst import Fonts

_MISSING = "\ufffd"
_DRAW = b'#set document(title: "Letters")\n#sys.inputs.letters'
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 480pt)"""
_SHARPNESS = 216  # points an inch: three of the screen's


def typeset(template: bytes, inputs: Mapping[str, str]) -> bytes:
    """Return the PDF/UA-1 that `template` makes of `inputs`, which it reads from `sys.inputs`.

    Raises:
        TreefallError: typst is not installed.
    """
    return _pressed(template, inputs, "pdf")


def png(svg: str) -> bytes:
    """Return the picture `svg` in dots, for places that draw no lines.

    Raises:
        TreefallError: typst is not installed.
    """
    return _pressed(_PICTURE, {"svg": svg}, "png")


def _pressed(template: bytes, inputs: Mapping[str, str], form: Literal["pdf", "png"]) -> bytes:
    try:
        from typst import Fonts  # noqa: PLC0415 - only where papers are made
    except ImportError as error:
        hint = "Install it: pip install 'treefall[papers]'"
        raise TreefallError("Papers and pictures for them need typst.", hint=hint) from error
    letters = sorted(frozenset("".join(inputs.values())))
    fonts = Fonts(include_system_fonts=False)
    missing = _undrawn(fonts, letters)
    if missing:
        fonts = Fonts()
        missing = _undrawn(fonts, letters)
    drawn = str.maketrans(dict.fromkeys(missing, _MISSING))
    return _compiled(template, {key: text.translate(drawn) for key, text in inputs.items()}, fonts, form)


def _undrawn(fonts: "Fonts", letters: Sequence[str]) -> tuple[str, ...]:
    """Return those of `letters` that none of `fonts` draws: where all together fail, each half is tried."""
    from typst import TypstError  # noqa: PLC0415 - as above

    try:
        _compiled(_DRAW, {"letters": " ".join(letters)}, fonts, "pdf")
    except TypstError:
        half = len(letters) // 2
        return (*_undrawn(fonts, letters[:half]), *_undrawn(fonts, letters[half:])) if half else (*letters,)
    return ()


def _compiled(template: bytes, inputs: Mapping[str, str], fonts: "Fonts", form: Literal["pdf", "png"]) -> bytes:
    from typst import Compiler  # noqa: PLC0415 - as above

    with TemporaryDirectory() as empty:
        press = Compiler(root=empty, font_paths=fonts, package_path=empty, package_cache_path=empty)
        pages = press.compile(
            template,
            format=form,
            ppi=_SHARPNESS,
            sys_inputs=dict(inputs),
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )
    if not isinstance(pages, bytes):
        raise TypeError(f"one document was to come out, not {type(pages)}")
    return pages
