"""The verbs of Treefall: what every door calls.

capture  collect, note, identities, perhaps, decide, places
look     judgement, period, listing, overview, work, entry, proofs, dossier, search
say      questions, answer, next_work, episode, render, told
keep     edit, withdraw, undo, history, forget, export, merge, backup, verify, restore, broken_promises
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from types import MappingProxyType

from ..errors import LedgerError, NotFound, StaleEdit, TreefallError
from ..files import replace_file
from ..ledger.codec import line_to_json, lines_from_json
from ..model import (
    Document,
    Dossier,
    Entry,
    EntryId,
    Heard,
    Identity,
    Judgement,
    Kind,
    Overview,
    Period,
    Question,
    Record,
    Rejected,
    Telling,
    Work,
)
from ..ports import Line
from ..value.identity import normal_address
from .cache import throw_away
from .collecting import Collected, Place, Progress, collect, identity, look_alikes, perhaps_me, places, usual_addresses
from .desks import Desks
from .keeping import Undone, edited, erasable, undo, withdrawal
from .naming import meant, number
from .plugins import plugin, plugins

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
_NOTHING: Mapping[str, str] = MappingProxyType({})
_LEADING = frozenset({"html", "pdf", "docx"})  # in these a mark leads to its proof; a text to paste stays short


class App(Desks):
    """One person's Treefall: the everyday verbs; a larger subject has a desk of its own (see `Desks`)."""

    # --- capture

    def collect(
        self,
        *,
        repositories: Sequence[Path] = (),
        me: Sequence[str] = (),
        since: date | None = None,
        progress: Progress | None = None,
    ) -> Collected:
        """Bring in what is new in every configured place and in `repositories`, which are remembered.

        Args:
            repositories: folders; each is a repository or is searched for repositories.
            me: addresses of mine, remembered once something of theirs is found.
            since: leave out what is older.
            progress: told of what is going on, and of what is durable.

        Raises:
            SourceError: no place could be read at all.
            NotFound: nothing in any of them is by the person.
        """
        return collect(self, repositories, me, self.instant(since) if since else None, progress or Progress())

    def note(
        self,
        text: str,
        *,
        kind: Kind | None = None,
        on: date | None = None,
        people: tuple[str, ...] = (),
        private: bool = False,
    ) -> EntryId:
        """Write one note down and return its id (see `treefall.sources.note.noted`).

        Raises:
            TreefallError: there are no words in it, or no such day.
        """
        from ..sources.note import noted  # noqa: PLC0415 - the only source that a note needs

        try:
            note = noted(text, self.world.now(), self.zone, kind=kind, on=on, people=people, private=private)
        except ValueError as error:
            raise TreefallError(f"That is no note: {error}.", hint='Say it like this: treefall note "…"') from error
        self.add(lambda _record: [note])
        return note.id

    def identities(self) -> tuple[Identity, ...]:
        """Return the addresses that the person confirmed or rejected: mine first, the one in use leading."""
        usual = usual_addresses(self.settings.home)
        order = {address: place for place, address in reversed([*enumerate(usual)])}
        mine = self.mine()
        found = (replace(one, name=one.name or mine.get(one.address, "")) for one in self.said().of(Identity))
        return tuple(sorted(found, key=lambda i: (not i.mine, order.get(i.address, len(order)), i.address)))

    def perhaps(self) -> tuple[Identity, ...]:
        """Return who might be the person too and was neither confirmed nor rejected: proposed, never credited."""
        decided = self.said().identities
        proposed = (identity(address, name, mine=False) for name, address in perhaps_me(self.settings.home))
        return tuple({one.address: one for one in proposed if one.address not in decided}.values())

    def decide(self, addresses: Sequence[str], *, mine: bool) -> tuple[Identity, ...]:
        """Confirm `addresses` as mine, or reject them for good; return what is now recorded."""
        if not all(map(normal_address, addresses)):
            raise TreefallError("An empty address is nobody's.", hint="Say it like this: treefall me --is ADDRESS")
        named = {address: name for address, name in self.mine().items() if name}
        names = {**self.names(), **named} if mine else {}
        decided = tuple(identity(address, names.get(normal_address(address), ""), mine=mine) for address in addresses)
        self.add(lambda _record: decided)
        return decided

    def places(self) -> tuple[Place, ...]:
        """Return every place that is configured or was read, and how far."""
        return places(self)

    def kinds_of_place(self) -> tuple[str, ...]:
        """Return the names of the sources that there are, without importing any."""
        return tuple(plugins("sources"))

    def is_watching(self) -> bool:
        """Say whether any metric waits to be measured; told by the nouns' names, for `collect` imports none of them."""
        return any(type(entry).__name__ == "Watch" for entry in self.said().entries)

    def is_used(self) -> bool:
        """Say whether anything was ever written here."""
        return self.ledger.position() > (0, "")

    def is_configured(self) -> bool:
        """Say whether any place is known to be read."""
        return any(self.settings.sections.values())

    # --- look

    def listing(self, period: Period, limit: int | None = None) -> Judgement:
        """Return what lies in `period`, at most `limit` pieces of work; their numbers are those of this listing."""
        found = self.judgement().during(period)
        shown = Judgement(found.works[:limit], found.left_out)
        number(shown.works, self.settings.home)
        return shown

    def silent_months(self, period: Period) -> tuple[date, ...]:
        """Return the whole months of `period` so far, after the first evidence, in which nothing is on record."""
        from ..value.overview import silent_months  # noqa: PLC0415 - collecting and noting need no thinking: as below

        until = max(period.start, min(period.end, self.world.now()))
        return silent_months(self.judgement(), Period(period.start, until), self.zone)

    def overview(self, period: Period, rejected: tuple[Rejected, ...] = (), *, numbered: bool = True) -> Overview:
        """Return the first screen: who I am, the strongest pieces of work, what was left out, who knows, what next.

        `rejected` is what could not be read just now. Where they are `numbered`, numbers mean these pieces of work from
        now on.
        """
        from ..value.overview import overview  # noqa: PLC0415

        mine = tuple(f"{i.name} <{i.address}>".strip() for i in self.identities() if i.mine)
        seen = overview(
            self.said(),
            self.judgement(),
            period,
            mine=mine,
            not_mine=look_alikes(self.settings.home),
            places=len(self.places()),
            rejected=rejected,
            zone=self.zone,
            closing=self.casing.closing(),
        )
        if numbered:
            number(seen.works, self.settings.home)
        return seen

    def dossier(self, work: Work) -> Dossier:
        """Return all that is known about `work`."""
        from ..value.slots import accomplishment, avoided, impact, worth  # noqa: PLC0415
        from ..value.testimonials import of  # noqa: PLC0415
        from ..value.visibility import by_work  # noqa: PLC0415

        said = self.said()
        return Dossier(
            work=work,
            accomplishment=accomplishment(said, work),
            impact=impact(said, work),
            evidence=self.proofs(seen.id for seen in work.evidence),
            tellings=by_work(said).get(work.id, ()),
            questions=self.questions(work),
            avoided=avoided(said, work),
            worth=worth(said, work),
            testimonials=tuple(one for one in of(said) if work.id in one.about),
        )

    def search(self, words: str, limit: int = 20) -> tuple[Entry, ...]:
        """Return the entries that hold all of `words`, the best first."""
        return tuple(self.standing(self.ledger.search(words, limit)))

    # --- say

    def questions(self, work: Work) -> tuple[Question, ...]:
        """Return what is still open about `work`, at most three questions."""
        from ..value.slots import questions  # noqa: PLC0415

        return questions(self.said(), work)

    def stated(self, work: Work, slot: str) -> str:
        """Return what the person said in `slot` of `work`; "" where nothing."""
        from ..value.slots import stated  # noqa: PLC0415

        return stated(self.said(), work, slot)

    def answer(self, work: Work, slot: str, words: str, witness: str = "") -> None:
        """Record `words` as the answer to the question about `slot` of `work`.

        Raises:
            NotFound: there is no such question.
        """
        self.answers(work, {slot: words}, witness)

    def answers(
        self, work: Work, given: Mapping[str, str], witness: str = "", *, seen: Mapping[str, str] = _NOTHING
    ) -> None:
        """Record several answers at once, by slot: all of them or none.

        Args:
            work: of which piece of work.
            given: what each slot is to say.
            witness: who says so, or where it can be checked.
            seen: what slots said when the person began to write.

        Raises:
            NotFound: there is no such question.
            StaleEdit: a slot says something else than it did when the person saw it; nothing was recorded.
        """
        from ..value.slots import QUESTIONS, answered, stated  # noqa: PLC0415

        def change(record: Record) -> Sequence[Entry]:
            found: dict[EntryId, Entry] = {}
            for slot, was in seen.items():
                if (stands := stated(record, work, slot)) != was:
                    raise StaleEdit(
                        f"It was changed meanwhile; it says: “{stands}”", hint="Make one of both, and keep it."
                    )
            for slot, words in given.items():
                found |= {entry.id: entry for entry in answered(record, work, slot, words, witness)}
                kept = tuple(entry for entry in record.entries if entry.id not in found)
                record = Record((*kept, *found.values()), record.now)
            return tuple(found.values())

        try:
            self.add(change)
        except ValueError as error:
            raise NotFound(f"There is {error}.", hint=f"There are: {', '.join(QUESTIONS)}.") from error

    def next_work(self, person: str) -> Work | None:
        """Return the piece of work that the next 1:1 with `person` is about; None if there is nothing new to tell."""
        from ..value.story import chosen  # noqa: PLC0415

        return next(iter(chosen(self.said(), self.judgement(), person, self.period(), self.casing.closing())), None)

    def episode(self, person: str) -> Document:
        """Return the next 1:1 with `person`, 90 seconds long."""
        from ..value.story import episode  # noqa: PLC0415

        return episode(self.said(), self.judgement(), person, zone=self.zone, period=self.period())

    def told(self, works: Sequence[Work], to: str, *, channel: str = "1:1", on: date | None = None) -> Telling:
        """Record that `to` was told of `works`, and return the telling.

        Raises:
            TreefallError: nobody is named, or the day is still to come.
        """
        from ..value.slots import told  # noqa: PLC0415

        if not to.strip() or not channel.strip():
            raise TreefallError("A telling needs somebody and a way.", hint="Say: treefall told 1 --to NAME --by chat")
        now = self.world.now()
        at = min(self.instant(on, time(12)), now) if on else now
        if on and on > now.astimezone(self.zone).date():
            raise TreefallError(f"{on} is still to come.", hint="Record it once they were told.")
        about = tuple({work.id: work for work in works}.values())
        entries = self.add(lambda record: told(replace(record, now=at), about, to.strip(), channel.strip()))
        return next(entry for entry in entries if isinstance(entry, Telling))

    def render(self, document: Document, output: str) -> bytes:
        """Return `document` in the format that the output of that name writes; where marks lead to proofs, these named.

        Raises:
            NotFound: there is no such output.
        """
        shown = self.papers.with_proofs(document) if output in _LEADING else document
        rendered: bytes = plugin("outputs", output)().render(shown)
        return rendered

    def fragment(self, document: Document) -> str:
        """Return `document` as a part of a page: what `render` writes as HTML, without the page around it."""
        from ..outputs.html import fragment  # noqa: PLC0415 - only pages need it

        return fragment(self.papers.with_proofs(document))

    def told_of(self, person: str = "") -> Mapping[EntryId, Heard]:
        """Return how far each piece of work that somebody was told about, or `person` was, was heard."""
        from ..value.visibility import heard_of  # noqa: PLC0415

        return heard_of(self.said(), person)

    def listeners(self) -> tuple[str, ...]:
        """Return everybody who was told of something, the last one first."""
        return tuple(dict.fromkeys(telling.to for telling in reversed(self.said().of(Telling))))

    # --- keep

    def edit(self, ref: str, slot: str, words: str) -> Entry:
        """Change one text of something that the person wrote or decided; the old line stays in its history.

        Raises:
            NotFound: nothing is called `ref`, it has no such text, or it is what a source observed.
            TreefallError: it cannot say that.
        """
        from ..value.slots import accepted  # noqa: PLC0415

        def change(record: Record) -> Sequence[Entry]:
            try:
                entry = self.entry(ref)
            except NotFound:
                entry = accepted(record, self.work(ref))
            return (edited(entry, slot, words),)

        return self.add(change)[0]

    def withdraw(self, ref: str) -> str:
        """Let the entry or the piece of work that `ref` names count no more, and return its id or title.

        A piece of work goes with all its evidence, which is counted as left out from then on. `undo` brings it back.
        """
        ids, name = meant(ref, self.judgement().works, self.settings.home) or ((self.entry(ref).id,), ref)
        now = self.world.now()
        self.ledger.append([withdrawal(id_, now, holds=True) for id_ in ids], written=now)
        return name

    def last_done(self) -> str:
        """Return a mark of the last thing that the person did: another one once they did something else."""
        return " ".join(f"{line.id}.{line.number}" for line in self.ledger.last_written())

    def undo(self, done: str = "") -> Undone:
        """Take back the last thing that the person did, and return what it was; a second time brings it back.

        Args:
            done: what is meant to be taken back, as `last_done` said after it was done; "": whatever was last.

        Raises:
            NotFound: nothing was done yet.
            StaleEdit: something else was done since.
        """
        if done and done != self.last_done():
            raise StaleEdit(
                "Something else was done since, here, in another window or in a terminal: undo would take that back.",
                hint="Put it right on its own page, or undo what was done last.",
            )
        return undo(self.ledger, self.world.now())

    def history(self, ref: str) -> tuple[Line, ...]:
        """Return every line that was ever written of the entry that `ref` names, the oldest first."""
        return tuple(self.ledger.lines(self.entry(ref).id))

    def erasable(self, ref: str) -> tuple[Entry, ...]:
        """Return what `forget` of `ref` erases: all about the person of that name, else an entry and what rests on it.

        Raises:
            NotFound: there is neither such a person nor such an entry.
        """
        return erasable(self.ledger, ref, self.entry)

    def forget(self, ids: Iterable[EntryId], person: str = "") -> int:
        """Erase every line of `ids` for good, here and from the next collection on; return how many lines went.

        Where they are about `person`, what somebody else's card or criticism said besides is written anew.
        """
        from ..value.forgetting import spared  # noqa: PLC0415
        from .wording import forget_sent  # noqa: PLC0415

        gone = tuple(ids)
        left = spared(self.standing(gone), person) if person else ()
        erased = self.ledger.forget(gone)
        self.ledger.append(left)
        throw_away(self.settings.home)
        forget_sent(self.settings.home, gone)
        return erased

    def export(self) -> Iterator[bytes]:
        """Yield the whole ledger as plain text: one entry a line, sorted, the same bytes wherever it is the same."""
        return (line_to_json(line) + b"\n" for line in self.ledger.lines())

    def write(self, target: Path, content: bytes) -> None:
        """Put `content` at `target`, whole or not at all, for the owner's eyes only.

        Raises:
            TreefallError: it cannot be written.
        """
        try:
            replace_file(target, content)
        except OSError as error:
            raise TreefallError(f"{target} cannot be written: {error.strerror}.", hint="Name another file.") from error

    def merge(self, lines: Iterable[bytes]) -> int:
        """Bring in another ledger's export and return how many lines were new here.

        Raises:
            LedgerError: a line of it cannot be read; names it. Nothing was brought in.
        """
        return self.ledger.merge(lines_from_json(lines))

    def backup(self, target: Path, passphrase: str) -> int:
        """Write the whole ledger to `target`, encrypted (age), read it back, compare, and return its lines.

        Raises:
            TreefallError: it could not be written, or what was read back differs.
        """
        from ..ledger.backup import seal  # noqa: PLC0415

        self.write(target, seal(self.ledger.lines(), passphrase))
        return self.verify(target, passphrase)

    def verify(self, path: Path, passphrase: str) -> int:
        """Restore the backup at `path` into an empty ledger, compare it, and return how many lines it holds.

        Raises:
            LedgerError: it cannot be opened, or what comes out is not what went in.
        """
        from ..ledger.backup import verify  # noqa: PLC0415

        return verify(_content(path), passphrase)

    def restore(self, path: Path, passphrase: str) -> int:
        """Bring what the backup at `path` holds into this ledger, and return how many lines were new.

        Raises:
            LedgerError: it cannot be opened, or a line of it cannot be read.
        """
        from ..ledger.backup import unseal  # noqa: PLC0415

        return self.merge(unseal(_content(path), passphrase))

    def broken_promises(self, acknowledged: Iterable[EntryId] = ()) -> Iterator[str]:
        """Yield one line for each broken promise of the ledger, and for each of `acknowledged` that is not there."""
        yield from self.ledger.check()
        for id_ in acknowledged:
            if not any(self.ledger.lines(id_)):
                yield f"{id_}: acknowledged evidence lost"

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}.", hint="Is that where it is?") from error
