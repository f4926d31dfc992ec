"""What people wrote of their own work in other tools, laid out in a folder and read."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from treefall.model import Evidence
from treefall.sources.brags import sources
from treefall.world import real_world

Found = tuple[list[Evidence], list[tuple[str, str]]]


def read(folder: Path, files: Mapping[str, str | bytes], **section: object) -> Found:
    """Write `files` below `folder`, and return what is read of them, and what was rejected: where and why."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (source,) = sources({"files": [str(folder)], **section}, (), real_world())
    batches = list(source.fetch(None, real_world()))
    return (
        [one for batch in batches for one in batch.entries if isinstance(one, Evidence)],
        [(one.where.partition("/")[2], one.why) for batch in batches for one in batch.rejected],
    )


def told(found: Found) -> list[tuple[str, str]]:
    """Return the day and the title of each piece of work, in the order of the page."""
    return [(f"{one.at:%Y-%m-%d}", one.title) for one in found[0]]


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file that holds `files`."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
