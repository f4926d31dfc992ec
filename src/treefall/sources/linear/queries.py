"""What Linear is asked, in its GraphQL: who asks; which issues were touched; and all of some of them.

Linear reckons 10,000 points for a query at most: of each thing of a list what is asked of it, and of lists in lists the
product. Twenty issues come to about half of that.
"""

AT_ONCE = 20
"""Issues of which all is asked for at once."""

LISTED = 250
"""Issues of which only the name is asked for at once; no more are allowed."""

WHO = "query {viewer {id name email}}"
"""Who asks."""

TOUCHED = """
query($filter: IssueFilter, $after: String, $size: Int) {
  issues(filter: $filter, after: $after, first: $size, orderBy: updatedAt, includeArchived: true) {
    nodes {id updatedAt} pageInfo {hasNextPage endCursor}
  }
}
"""
"""Which issues were touched: the last first, as Linear lists them."""

WHOLE = """
query($ids: [ID!], $size: Int) {
  issues(filter: {id: {in: $ids}}, first: $size, includeArchived: true) {nodes {
    id identifier number title description url createdAt updatedAt startedAt completedAt canceledAt
    priorityLabel estimate
    state {type}
    creator {id name email app} assignee {id name email app}
    labels(first: 20) {nodes {name}}
    project {name initiatives(first: 3) {nodes {name}}}
    projectMilestone {name}
    cycle {number name}
    parent {identifier title}
    relations(first: 10) {nodes {type relatedIssue {identifier}}}
    inverseRelations(first: 10) {nodes {type issue {identifier}}}
    comments(first: 50) {nodes {id}}
    history(first: 40) {nodes {
      createdAt actorId addedLabelIds toPriority toAssigneeId toProjectId toParentId
      fromState {type} toState {type}
    }}
  }}
}
"""
"""All of some issues."""
