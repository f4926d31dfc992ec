"""Where larger subjects are worked on: each has a desk, in a file of its own, imported when one sits down."""

from typing import TYPE_CHECKING

from .book import Book

if TYPE_CHECKING:
    from .assistants import Assisting
    from .audience import Audience
    from .casing import Casing
    from .checking import Checking
    from .connecting import Connecting
    from .covering import Covering
    from .drawing import Drawing
    from .editing import Editing
    from .growing import Growing
    from .hooking import Hooking
    from .leaving import Leaving
    from .measuring import Measuring
    from .papers import Papers
    from .praising import Praising
    from .rehearsing import Rehearsing
    from .replies import Replies
    from .reviewing import Reviewing
    from .scheduling import Scheduling
    from .shaping import Shaping
    from .sharing import Sharing
    from .talks import Talks
    from .wording import Rewording


class Desks(Book):
    """A book, and every desk at which it is worked on."""

    @property
    def shaping(self) -> "Shaping":
        """Return the desk at which pieces of work are joined, split, dropped, renamed and brought back."""
        from .shaping import Shaping  # noqa: PLC0415 - each command sits at one desk

        return Shaping(self)

    @property
    def connecting(self) -> "Connecting":
        """Return the desk at which places such as GitHub are connected."""
        from .connecting import Connecting  # noqa: PLC0415 - as above

        return Connecting(self)

    @property
    def covering(self) -> "Covering":
        """Return the desk of coverage: what was read, until when, and what nobody looked at."""
        from .covering import Covering  # noqa: PLC0415 - as above

        return Covering(self)

    @property
    def hooking(self) -> "Hooking":
        """Return the desk of the hook that notes each commit as it is made."""
        from .hooking import Hooking  # noqa: PLC0415 - as above

        return Hooking(self)

    @property
    def scheduling(self) -> "Scheduling":
        """Return the desk of the schedule: collecting once a day."""
        from .scheduling import Scheduling  # noqa: PLC0415 - as above

        return Scheduling(self)

    @property
    def talks(self) -> "Talks":
        """Return the desk of the conversation: episodes, what came back, briefs, visibility, the week, reminders."""
        from .talks import Talks  # noqa: PLC0415 - as above

        return Talks(self)

    @property
    def audience(self) -> "Audience":
        """Return the desk of those who listen: people, priorities, goals, what serves them, and how it is said."""
        from .audience import Audience  # noqa: PLC0415 - as above

        return Audience(self)

    @property
    def growing(self) -> "Growing":
        """Return the desk of growth: expectations, feedback, testimonials, what was learned, what to ask."""
        from .growing import Growing  # noqa: PLC0415 - as above

        return Growing(self)

    @property
    def impacts(self) -> "Measuring":
        """Return the desk of numbers: what a metric came to when a piece of work shipped."""
        from .measuring import Measuring  # noqa: PLC0415 - as above

        return Measuring(self)

    @property
    def checking(self) -> "Checking":
        """Return the desk of checking: whether the record carries what a text says, and what it leaves open."""
        from .checking import Checking  # noqa: PLC0415 - as above

        return Checking(self)

    @property
    def drawing(self) -> "Drawing":
        """Return the desk of pictures."""
        from .drawing import Drawing  # noqa: PLC0415 - as above

        return Drawing(self)

    @property
    def wording(self) -> "Rewording":
        """Return the desk of wording: what a model of the person's own may say another way, and what was sent to it."""
        from .wording import Rewording  # noqa: PLC0415 - as above

        return Rewording(self)

    @property
    def assistants(self) -> "Assisting":
        """Return the desk of assistants: what they hand in, and what they may read."""
        from .assistants import Assisting  # noqa: PLC0415 - as above

        return Assisting(self)

    @property
    def praising(self) -> "Praising":
        """Return the desk of praise: others' words that were found, and nothing until they are accepted."""
        from .praising import Praising  # noqa: PLC0415 - as above

        return Praising(self)

    @property
    def papers(self) -> "Papers":
        """Return the desk of papers: the packet, and the formats in which it is handed in."""
        from .papers import Papers  # noqa: PLC0415 - as above

        return Papers(self)

    @property
    def reviewing(self) -> "Reviewing":
        """Return the desk of the self-review: forms, drafts, months without a record, what a reader cannot follow."""
        from .reviewing import Reviewing  # noqa: PLC0415 - as above

        return Reviewing(self)

    @property
    def editing(self) -> "Editing":
        """Return the desk of editing: what the person makes of a self-review's drafts, and forms of their own."""
        from .editing import Editing  # noqa: PLC0415 - as above

        return Editing(self)

    @property
    def replies(self) -> "Replies":
        """Return the desk of written replies: a brief that asks something back, and what came back of it."""
        from .replies import Replies  # noqa: PLC0415 - as above

        return Replies(self)

    @property
    def casing(self) -> "Casing":
        """Return the desk of the case: the level, the ladders, and what the record shows for the next level."""
        from .casing import Casing  # noqa: PLC0415 - as above

        return Casing(self)

    @property
    def leaving(self) -> "Leaving":
        """Return the desk of leaving: what of the work goes into a CV."""
        from .leaving import Leaving  # noqa: PLC0415 - as above

        return Leaving(self)

    @property
    def rehearsing(self) -> "Rehearsing":
        """Return the desk of rehearsal: what a committee may ask, and what came of the answers."""
        from .rehearsing import Rehearsing  # noqa: PLC0415 - as above

        return Rehearsing(self)

    @property
    def sharing(self) -> "Sharing":
        """Return the desk of sharing: what a reader may see, the dictionary of names, what was handed over."""
        from .sharing import Sharing  # noqa: PLC0415 - as above

        return Sharing(self)
