"""Secrets are known by their form and their company; what is random and no secret stays as it is."""

import hashlib
import uuid

import pytest

from treefall.model import Sensitive
from treefall.value.redaction.secrets import secrets

_SHA = hashlib.sha256(b"shop").hexdigest()
_UUID = uuid.UUID(_SHA[:32])


@pytest.mark.parametrize(
    "text",
    [
        f"commit {_SHA[:40]} fixes it",
        f"sha256: {_SHA}",
        f"checksum={_SHA}",
        f"the idempotency key {_UUID} was replayed; trace {_UUID}",
        f"cache key: {_SHA[:40]}, public key: {_SHA}",
        'integrity="sha512-' + _SHA + '"',
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "bumped to 12.4.1-rc.2+build.20260701, node v20.11.1",
        "password = getpass()",
        "password: ${DB_PASSWORD}, secret: $SECRET, token: {{ token }}, pwd=<yours>",
        "password: password, token = None, secret: changeme, password=********",
        "token: sha256 and secret = v1.2.3-beta1, password: utf-8",
        "the token bucket refills, the secret is trust, password rules and key results",
        'password="correct"',
        "if token == other_token1: raise",
        "postgres://user:password@localhost/shop and http://example.org:8080/@me",
        "the -----BEGIN PRIVATE KEY----- header, and what follows it",
        "sk-learn-is-a-library-with-a-long-name and sk-ip",
        "order 4111 1111 1111 1112, build 20260701123456789, 1.4111111111111111",
        "GB82 WEST 1234 5698 7654 33, XX82WEST12345698765432, GB82WEST123456987654329",
        "ID 123:AAbcdefghijklmnopqrstuvwxyz0123456789x",
        "aAKIAABCDEFGHIJKLMNOP is part of a longer word",
        "monkey: 3f2a9c81d07b6e54a1f0",
        "Basic authentication, bearer of news",
        "see password reset for details",
        f"[signing_key_2021]: https://keys.example/lookup?search={_SHA[:40]}",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert [(one.rule, text[one.start : one.end]) for one in secrets(text)] == []


@pytest.mark.parametrize(
    ("text", "secret", "rule"),
    [
        ("password is hunter2!", "hunter2", "password"),
        ("passphrase: correct-horse-battery-staple", "correct-horse-battery-staple", "password"),
        ('pwd = "let me in & out"', "let me in & out", "password"),
        ("password: l$t&min", "l$t&min", "password"),
        ("<password>hunter22</password>", "hunter22", "password"),
        ("--password hunter2x -v", "hunter2x", "password"),
        (f"with token {_SHA[:32]} in it", _SHA[:32], "token"),
        (f"api_key: {_UUID}", str(_UUID), "key"),
        (f"the key api_key={_SHA[:20]}", _SHA[:20], "key"),
        ("Authorization: Basic ZWQ6aHVudGVyMg==", "ZWQ6aHVudGVyMg==", "basic"),
        ("paid with 4111-1111-1111-1111.", "4111-1111-1111-1111", "card number"),
        ("and 378282246310005", "378282246310005", "card number"),
        ("and 3782 822463 10005 too", "3782 822463 10005", "card number"),
        ("to GB82 WEST 1234 5698 7654 32 PAID", "GB82 WEST 1234 5698 7654 32", "IBAN"),
        ("İ password = hunter2x", "hunter2x", "password"),
    ],
)
def test_a_secret_is_found_to_the_letter(text: str, secret: str, rule: str) -> None:
    found = list(secrets(text))
    assert {one.what for one in found} == {Sensitive.SECRET}
    assert {(text[one.start : one.end], one.rule) for one in found} == {(secret, rule)}
