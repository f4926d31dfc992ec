"""Which pull request a merge brought, by the words that forges and their robots give to merges."""

import re

_MERGED = re.compile(
    rb"Merge pull request (?:#(\d+) |'.*' \(#(\d+)\) )"  # GitHub, Bitbucket's server; Gitea
    rb"|Merged in .* \(pull request #(\d+)\)"  # Bitbucket
    rb"|Merged PR (\d+):"  # Azure
    rb"|(?:Auto merge of|Merge) #(\d+)\b"  # homu, bors
)
_REQUEST = re.compile(rb"^See merge request \S*(!\d+)", re.MULTILINE)  # GitLab
_READ = 2_000  # bytes of a message


def pull_request(message: bytes) -> str:
    """Return the pull request that the merge with this `message` brought, "#12" or "!12", or "" if it names none."""
    message = message[:_READ].lstrip()
    if found := _MERGED.match(message):
        return f"#{next(filter(None, found.groups())).decode()}"
    return found[1].decode() if (found := _REQUEST.search(message)) else ""
