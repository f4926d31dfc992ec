"""Mails on a server: a real Dovecot, over TLS."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
from dovecot import PASSWORD, MailServer
from mails import ME, THANKS, mail

from treefall.errors import SourceError
from treefall.model import Batch, Evidence, Rejected
from treefall.ports import RequestFailed, Secret, World, no_line, no_secret
from treefall.sources.praise import connection, imap
from treefall.sources.praise.imap import Box, Mails
from treefall.sources.praise.making import Me
from treefall.world import dial, real_world

ED = Me((ME,), ("Ed Stone",))


@pytest.fixture
def world(dovecot: MailServer, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    monkeypatch.setenv("TREEFALL_IMAP_PASSWORD", PASSWORD)
    return real_world()


@pytest.fixture
def mails(dovecot: MailServer, request: pytest.FixtureRequest) -> Mails:
    return Mails(Box(f"localhost:{dovecot.port}", f"{request.node.name}@corp.example"), ED)


def _deliver(dovecot: MailServer, mails: Mails, words: str, number: int, folder: str = "", **heads: str) -> None:
    content = mail(words, message_id=f"<{number}@corp.example>", **heads)
    dovecot.deliver(content, mails.box.user, folder, f"{number}.test")


def _words(batches: Iterator[Batch] | list[Batch]) -> list[str]:
    return [one.body for batch in batches for one in batch.entries if isinstance(one, Evidence)]


def test_thanks_are_found_and_nothing_is_marked_as_read(dovecot: MailServer, mails: Mails, world: World) -> None:
    _deliver(dovecot, mails, THANKS, 1)
    _deliver(dovecot, mails, "Lunch?", 2)
    _deliver(dovecot, mails, "Great work, all.", 3, **{"from": "no-reply@corp.example"})
    assert _words(mails.fetch(None, world)) == [THANKS]
    box = dovecot.home / "mail" / mails.box.user
    assert not [path.name for path in (box / "cur").iterdir() if "S" in path.name.partition(":2,")[2]]


def test_only_what_is_new_is_asked_for(dovecot: MailServer, mails: Mails, world: World) -> None:
    _deliver(dovecot, mails, THANKS, 1)
    first = list(mails.fetch(None, world))
    assert _words(mails.fetch(first[-1].cursor, world)) == []
    _deliver(dovecot, mails, "Great work on the release.", 2)
    assert _words(mails.fetch(first[-1].cursor, world)) == ["Great work on the release."]
    other = json.dumps({"INBOX": ["another validity", 9]})
    assert len(_words(mails.fetch(other, world))) == 2


def test_each_batch_says_where_to_go_on(
    dovecot: MailServer, mails: Mails, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_BATCH", 2)
    for number in range(5):
        _deliver(dovecot, mails, f"Great work on release {number}.", number)
    whole = list(mails.fetch(None, world))
    assert len(whole) == 3
    for place, batch in enumerate(whole, 1):
        assert _words(whole[:place]) + _words(mails.fetch(batch.cursor, world)) == _words(whole)


def test_folders_are_read_as_they_are_named_and_one_that_is_gone_is_told(
    dovecot: MailServer, mails: Mails, world: World
) -> None:
    _deliver(dovecot, mails, THANKS, 1, folder="Kudos")
    found = list(replace(mails, folders=('No "such"', "Größe", "Kudos")).fetch(None, world))
    assert _words(found) == [THANKS]
    told = [one.why for batch in found for one in batch.rejected]
    assert told == ['is not read: There is no folder No "such"', "is not read: There is no folder Größe"]


def test_what_is_older_is_not_asked_for(dovecot: MailServer, mails: Mails, world: World) -> None:
    _deliver(dovecot, mails, THANKS, 1)
    assert _words(replace(mails, since=datetime(2100, 1, 1, tzinfo=UTC)).fetch(None, world)) == []
    assert _words(replace(mails, since=datetime(2020, 1, 1, tzinfo=UTC)).fetch(None, world)) == [THANKS]


def test_a_mail_that_cannot_be_read_is_told_and_the_others_are_read(
    dovecot: MailServer, mails: Mails, world: World
) -> None:
    _deliver(dovecot, mails, THANKS, 1, **{"from": ""})
    _deliver(dovecot, mails, THANKS, 2)
    found = list(mails.fetch(None, world))
    assert _words(found) == [THANKS]
    (told,) = (one for batch in found for one in batch.rejected)
    assert told == Rejected("praise", f"{mails.box.host}, INBOX, mail 1", "says not who wrote it")


def test_connecting_tells_what_would_be_read_and_shows_a_first_page(
    dovecot: MailServer, mails: Mails, world: World
) -> None:
    _deliver(dovecot, mails, THANKS, 1, to=f"{mails.box.user}")
    _deliver(dovecot, mails, "Lunch?", 2)
    made = connection(f"{mails.box.user}@{mails.box.host}", ())
    offer = made.offer()
    assert "nothing is marked as read" in offer.scope
    assert mails.box.user in offer.token
    tried = made.tried(world)
    assert (tried.address, tried.token) == (mails.box.user, ("The password opens INBOX (2 mails).",))
    assert [one.body for one in tried.page] == [THANKS]
    assert (tried.section, tried.settings["user"]) == (("praise", mails.box.host), mails.box.user)


def test_a_wrong_password_and_none_at_all_are_told_without_it(
    mails: Mails, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREEFALL_IMAP_PASSWORD", "wrong-9c")
    with pytest.raises(SourceError, match="does not let") as refused:
        list(mails.fetch(None, world))
    assert "wrong-9c" not in f"{refused.value} {refused.value.hint} {refused.value.__cause__}"
    with pytest.raises(SourceError, match="There is no password") as missing:
        list(mails.fetch(None, replace(world, secret=no_secret)))
    assert "keyring set treefall" in missing.value.hint


def test_offline_and_a_server_that_is_not_there_are_told(mails: Mails, world: World) -> None:
    with pytest.raises(SourceError, match="the network is switched off"):
        list(mails.fetch(None, replace(world, dial=no_line)))
    with pytest.raises(SourceError, match="cannot be reached"):
        list(replace(mails, box=Box("localhost:1", "ed")).fetch(None, world))


def test_a_server_that_cannot_show_who_it_is_is_not_spoken_to(
    dovecot: MailServer, mails: Mails, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(SourceError, match="does not show that it is localhost"):
        list(mails.fetch(None, world))
    with pytest.raises(RequestFailed, match="lies in a private network"):
        dial("localhost", dovecot.port)


@pytest.mark.parametrize(("answers", "said"), [(0, "does not answer as a mail server"), (2, "broke off")])
def test_a_connection_that_breaks_off_is_told(answers: int, said: str, mails: Mails, world: World) -> None:
    ours, theirs = socket.socketpair()

    def server() -> None:
        with theirs, theirs.makefile("rb") as lines:
            theirs.sendall(b"* OK ready\r\n")
            for _ in range(answers):
                theirs.sendall(b"* CAPABILITY IMAP4rev1\r\n" + lines.readline().split()[0] + b" OK done\r\n")
            lines.readline()

    thread = Thread(target=server)
    thread.start()

    def dialled(host: str, port: int, *, inside: bool = False) -> socket.socket:
        del host, port, inside
        return ours

    with pytest.raises(SourceError, match=said):
        list(mails.fetch(None, replace(world, dial=dialled)))
    ours.close()
    thread.join()


def test_the_password_is_looked_for_under_who_and_where(mails: Mails, world: World) -> None:
    asked: list[str] = []

    def secret(name: str, *, variables: object = ()) -> Secret | None:
        del variables
        asked.append(name)
        return None

    for user in (ME, "ed"):
        with pytest.raises(SourceError):
            list(replace(mails, box=Box("imap.corp.example", user)).fetch(None, replace(world, secret=secret)))
    assert asked == [f"{ME}@imap.corp.example", "ed@imap.corp.example"]
