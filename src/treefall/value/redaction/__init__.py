"""Redaction, once for papers, pages and models: what a reader must not see is replaced or removed, or stops it all.

A `Policy` says what is done with what for one reader: secrets by rule (`secrets`), names by the person's own dictionary
in all their forms (`names`), private entries by their kind and mark (`private`), money, links, hosts, tickets and
addresses by their shape (`shapes`), each as the reader's profile says (`PROFILES`). It is made once, by `policy_for`;
`redact` and `redact_document` follow it, and `is_clean` is the last look before bytes leave the machine.
"""

from .policy import PROFILES, Policy, policy_for
from .redacting import is_clean, redact, redact_document, traces
from .strangers import strangers
from .trace import Trace

__all__ = ["PROFILES", "Policy", "Trace", "is_clean", "policy_for", "redact", "redact_document", "strangers", "traces"]
