"""Whether anything is new: one look at all names. It is all that is done where nothing is, so it stands alone."""

from hashlib import blake2b

from ...errors import SourceError
from .repository import Repository


def glance(repository: Repository) -> tuple[str, str]:
    """Return all names as git lists them, and a short digest of that list: equal digests mean nothing is new.

    Raises:
        SourceError: the repository cannot be read.
    """
    try:
        listing = repository.text("show-ref", "--head", "--dereference")
    except SourceError:  # it stops at the first broken name, or there is nothing to read
        listing = _sound_names(repository)
    return listing, blake2b(listing.encode(), digest_size=8).hexdigest()


def _sound_names(repository: Repository) -> str:
    """Return what `git show-ref` would list if it passed over names of what is not there."""
    names = repository.text("for-each-ref", "--format=%(objectname) %(refname)").splitlines()
    asked = "".join(f"{line.replace(' ', '^{commit} ', 1)}\n" for line in ("HEAD HEAD", *names)).encode()
    commits = repository.text("cat-file", "--batch-check=%(objecttype) %(objectname) %(rest)", stdin=(asked,))
    lines = (line.partition(" ") for line in commits.splitlines())
    return "\n".join(rest for kind, _, rest in lines if kind == "commit")
