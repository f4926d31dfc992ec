"""What GitHub is asked for by GraphQL, every field under the name that its REST interface gives it."""

import json
from collections.abc import Sequence

_PERSON = "{type: __typename login ... on User {name}}"
_LABELS = "labels(first: 30) {nodes {name}}"
_SAID = (
    f"node_id: id number title body html_url: url created_at: createdAt updated_at: updatedAt user: author {_PERSON}"
)
_CLOSES = f"closes: closingIssuesReferences(first: 10) {{nodes {{number title html_url: url {_LABELS}}}}}"

_SEARCH = """
query($search: String!, $kind: SearchType!, $first: Int!, $after: String%s) {
  search(query: $search, type: $kind, first: $first, after: $after) {
    total: issueCount more: pageInfo {hasNextPage endCursor} nodes {%s}
  }
}
"""

PULLS = _SEARCH % (
    "",
    f"""... on PullRequest {{
      {_SAID} state draft: isDraft merged_at: mergedAt closed_at: closedAt {_LABELS} milestone {{title}}
      base_ref: baseRefName head_ref: headRefName head_sha: headRefOid merge: mergeCommit {{sha: oid}}
      additions deletions changed_files: changedFiles comments {{total: totalCount}}
      files(first: 100) {{nodes {{filename: path additions deletions}}}}
      commits(last: 100) {{total: totalCount nodes {{commit {{
        sha: oid authors(first: 5) {{nodes {{name email user {{login}}}}}}}}}}}}
      reviews(first: 100) {{nodes {{state submitted_at: submittedAt user: author {_PERSON}}}}}
      review_comments: reviewThreads {{total: totalCount}}
      {_CLOSES}
      mentions: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) {{nodes {{
        ... on CrossReferencedEvent {{source {{... on PullRequest {{{_SAID} merged_at: mergedAt}}}}}}}}}}
    }}""",
)
REVIEWS = _SEARCH % (
    ", $me: String!",
    f"""... on PullRequest {{
      {_SAID} state merged_at: mergedAt closed_at: closedAt {_LABELS} author_association: authorAssociation
      additions deletions
      commits(last: 100) {{nodes {{commit {{sha: oid committed_at: committedDate}}}}}}
      reviews(first: 50, author: $me) {{nodes {{state body submitted_at: submittedAt user: author {_PERSON}
        comments(first: 20) {{total: totalCount nodes {{path body}}}}}}}}
      {_CLOSES}
    }}""",
)
ISSUES = _SEARCH % (
    "",
    f"""... on Issue {{
      {_SAID} state state_reason: stateReason closed_at: closedAt {_LABELS} milestone {{title}}
      assignees(first: 10) {{nodes {{type: __typename login name}}}} comments {{total: totalCount}}
      events: timelineItems(first: 100, itemTypes: [CLOSED_EVENT, LABELED_EVENT, MILESTONED_EVENT, ASSIGNED_EVENT])
      {{nodes {{event: __typename ... on ClosedEvent {{actor {{login}}}} ... on LabeledEvent {{actor {{login}}}}
        ... on MilestonedEvent {{actor {{login}}}} ... on AssignedEvent {{actor {{login}}}}}}}}
    }}""",
)
DISCUSSIONS = (
    _SEARCH
    % (
        "",
        f"""... on Discussion {{
      {_SAID} category {{name}} answer {{user: author {{login}}}} comments {{total: totalCount}}
    }}""",
    )
).replace("issueCount", "discussionCount")
NUMBERS = _SEARCH % ("", "... on PullRequest {number updated_at: updatedAt}")


def before(pulls: Sequence[tuple[str, str, str]]) -> str:
    """Return the query that counts, for each (repository, login, instant) as `n0`, `n1`, …, what was merged before."""
    words = (f"repo:{repository} is:pr is:merged author:{login} merged:<{at}" for repository, login, at in pulls)
    counts = (
        f"n{place}: search(type: ISSUE, first: 1, query: {json.dumps(asked)}) {{total: issueCount}}"
        for place, asked in enumerate(words)
    )
    return f"query {{{' '.join(counts)}}}"
