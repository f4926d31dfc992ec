"""The self-review: what stands on record, written into a form field by field, sentence by sentence with its proof.

First come the months without any record, for their silence would be read; then a few pieces of work, each with the
reason why; then drafts, made of the same slots as every text and cut to each field's limit by whole sentences. Nothing
private is in them, nobody's words without consent, no adjective and no number that has no source.
"""

from .comparing import Comparing
from .following import Follower
from .forms import form
from .making import picked, self_review
from .pasted import fields_in
from .picking import CHOSEN

__all__ = ["CHOSEN", "Comparing", "Follower", "fields_in", "form", "picked", "self_review"]
