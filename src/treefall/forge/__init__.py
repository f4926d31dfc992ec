"""What a forge's records show: proposals, the reviews of them, issues, discussions and releases as evidence.

A *proposal* is what GitHub and Azure DevOps call a pull request and GitLab a merge request. Records bear the names that
GitHub's REST interface gives them; a source of another forge hands over its own under these. Everything here is pure,
and the same for an answer, a recorded answer and a webhook. What each fact means is told in `docs/sources/github.md`.
"""
