"""Planted secrets and names, and who finds out whether a redactor lets one of them through.

Everything is made up when it is asked for, by chance from a seed: no file holds anything that looks like a secret.
"""

import base64
import random
import string
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from pypdf import PdfReader

Redactor = Callable[[str], str]

_WORDS = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"
_SENTENCES = (
    "The restore took four minutes, {}.",
    "We rotated {} after the drill",
    "config:\n  value: 3\n{}\nThe rest of it stays as it was.",
    "see the log ({}) for more",
)


class Planter:
    """Makes secrets that nobody ever had."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)  # noqa: S311 - chance for tests

    def some(self, count: int, of: str = _WORDS) -> str:
        """Return `count` characters with a letter and a digit among them, as any real one has."""
        while True:
            drawn = "".join(self._draw.choice(of) for _ in range(count))
            if any(map(str.isdigit, drawn)) and any(map(str.isalpha, drawn)):
                return drawn

    def card(self) -> str:
        """Return a card number that its last digit checks."""
        digits = "4" + "".join(self._draw.choice(string.digits) for _ in range(14))
        doubled = (int(d) * (2 - place % 2) for place, d in enumerate(reversed(digits)))
        total = sum(value - 9 if value > 9 else value for value in doubled)
        whole = f"{digits}{-total % 10}"
        return self._draw.choice((whole, " ".join(whole[n : n + 4] for n in range(0, 16, 4))))

    def account(self) -> str:
        """Return a German IBAN that its check digits check."""
        bank = "".join(self._draw.choice(string.digits) for _ in range(18))
        return f"DE{98 - int(bank + '131400') % 97:02d}{bank}"

    def pem(self) -> str:
        """Return a private key of nobody."""
        body = base64.b64encode(self._draw.randbytes(300)).decode()
        lines = "\n".join(body[at : at + 64] for at in range(0, len(body), 64))
        kind = self._draw.choice(("RSA ", "EC ", "OPENSSH ", ""))
        return f"-----BEGIN {kind}PRIVATE KEY-----\n{lines}\n-----END {kind}PRIVATE KEY-----"

    def jwt(self) -> str:
        """Return a signed token that says nothing."""
        head, body = (
            base64.urlsafe_b64encode(text).decode().rstrip("=") for text in (b'{"alg":"HS256"}', b'{"sub":"4711"}')
        )
        return f"{head}.{body}.{self.some(43, _WORDS + '-_')}"

    def secrets(self) -> Mapping[str, tuple[str, str]]:
        """Return one secret of each kind: how it stands in a text, and what of it must not stay."""
        some, upper = self.some, string.ascii_uppercase + string.digits
        b64 = _WORDS + "+/"
        whole = {
            "AWS access key": "AKIA" + some(16, upper),
            "GitHub token": self._draw.choice(("ghp_", "gho_", "ghs_")) + some(36),
            "GitHub fine-grained": "github_pat_" + some(22) + "_" + some(59),
            "GitLab": "glpat-" + some(20, _WORDS + "_-"),
            "Slack": f"xoxb-{some(12, '0123456789a')}-{some(24)}",
            "Slack webhook": f"hooks.slack.com/services/T{some(8, upper)}/B{some(8, upper)}/{some(24)}",
            "Stripe": f"sk_{'live'}_" + some(24),
            "Google": "AIza" + some(35, _WORDS + "_-"),
            "Google OAuth": "GOCSPX-" + some(28, _WORDS + "_-"),
            "npm": "npm_" + some(36),
            "PyPI": "pypi-AgEIcHlwaS5vcmc" + some(60, _WORDS + "_-"),
            "Twilio": "SK" + some(32, _HEX),
            "SendGrid": f"SG.{some(22)}.{some(43)}",
            "OpenAI": "sk-" + some(48),
            "OpenAI project": "sk-proj-" + some(60, _WORDS + "_-"),
            "Anthropic": "sk-ant-api03-" + some(80, _WORDS + "_-"),
            "Hugging Face": "hf_" + some(34),
            "Telegram": f"{some(8, '123456789a').replace('a', '7')}0:AA{some(33, _WORDS + '_-')}",
            "DigitalOcean": "dop_v1_" + some(64, _HEX),
            "Shopify": "shpat_" + some(32, _HEX),
            "Mailgun": "key-" + some(32, _HEX),
            "Mailchimp": some(32, _HEX) + "-us12",
            "Databricks": "dapi" + some(32, _HEX),
            "Vault": "hvs." + some(90),
            "Terraform": f"{some(14)}.atlasv1.{some(67)}",
            "Grafana": f"glsa_{some(32)}_{some(8, _HEX)}",
            "Linear": "lin_api_" + some(40),
            "Docker": "dckr_pat_" + some(27),
            "Sentry": "sntrys_" + some(80),
            "New Relic": "NRAK-" + some(27, upper),
            "age": "AGE-SECRET-KEY-1" + some(58, upper),
            "Azure client": some(3) + "8Q~" + some(34),
            "JSON web token": self.jwt(),
            "private key": self.pem(),
            "card": self.card(),
            "IBAN": self.account(),
        }
        found = {kind: (secret, secret) for kind, secret in whole.items()}
        for kind, (form, secret) in {
            "Azure storage": ("AccountName=shop;AccountKey={}==;EndpointSuffix=core", some(86, b64)),
            "AWS secret key": ("aws_secret_access_key = {}", some(40, b64)),
            "connection string": ("postgresql://shop:{}@db.example/shop", some(14, _WORDS + "!$")),
            "basic auth": ("https://ed:{}@git.example/shop.git", some(12)),
            "password": (
                self._draw.choice(("password = {}", 'password: "{}"', "DB_PASSWORD={}", "--password {}")),
                some(10),
            ),
            "spoken": ("the password is {}", some(9)),
            "token": ("auth_token: {}", some(32, _HEX)),
            "API key": (self._draw.choice(('"api_key": "{}"', "X-Api-Key: {}", "apiKey={}")), some(32)),
            "bearer": ("Authorization: Bearer {}", some(40)),
            "client secret": ("client_secret={}", some(24)),
        }.items():
            found[kind] = (form.format(secret), secret)
        return found


def leaked_secrets(redact: Redactor, seeds: int) -> Iterator[str]:
    """Yield the kind of each planted secret of which `redact` lets a quarter or more through."""
    for seed in range(seeds):
        for kind, (stands, secret) in Planter(seed).secrets().items():
            text = redact(_SENTENCES[seed % len(_SENTENCES)].format(stands))
            part = max(6, len(secret) // 4)
            if any(secret[at : at + part] in text for at in range(len(secret) - part + 1)):
                yield kind


def name_forms(name: str) -> Iterator[str]:
    """Yield how `name` may stand in a text, whoever wrote it."""
    small, words = name.casefold(), name.split()
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = folded.casefold()
    yield from (name, small, name.upper(), f"{name}'s", f"{name}\u2019s", f"{name}s", folded)
    yield from (joint.join(words) for joint in "-_.")
    yield from (joint.join(slug.split()) for joint in ("-", "_", ".", "", "%20"))
    yield "".join(word.capitalize() for word in slug.split())
    camel = "".join(word.capitalize() for word in slug.split())
    yield from (
        f"{camel}Client",
        f"get{camel}",
        f"{slug.replace(' ', '_').upper()}_URL",
        f"{slug.replace(' ', '-')}-api",
    )
    yield from (
        f"{slug.replace(' ', '.')}@mail.example",
        f"mail@{slug.replace(' ', '')}.example",
        f"@{slug.replace(' ', '')}",
    )
    yield from (f"https://www.example.org/{slug.replace(' ', '-')}/x?y=1", f"https://{slug.replace(' ', '')}.example/a")
    yield from (f"docs/{slug.replace(' ', '_')}-plan.md", f"C:\\work\\{camel}.docx", f"pre-{name}", f"“{name}”")
    yield from (
        name.replace(" ", "\u00a0"),
        name.replace(" ", "\n"),
        "\u200b".join(name[:3]) + name[3:],
        f"{name}-hosted",
    )


def leaked_names(
    redact: Redactor, names: Iterator[str] | tuple[str, ...], but: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield every form of one of `names` out of which `redact` lets a word of it through; `but` these words."""
    for name in names:
        for form in name_forms(name):
            left = _letters(redact(f"In May {form} was told of it, and said so."))
            parts = [_letters(part) for part in name.split() if len(part) > 2 or not part.isascii()]
            if any(part in left and part not in but for part in parts):
                yield form


def _letters(text: str) -> str:
    low = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in low if char.isalnum())


def strings_of_file(content: bytes) -> str:
    """Return all that a reader of a file could find in it, its metadata included: text, or parts of DOCX and PDF."""
    if content[:4] == b"%PDF":
        read = PdfReader(BytesIO(content))
        marks = content.decode("latin-1") + content.decode("utf-16-be", "replace")
        return "\n".join(
            (*(page.extract_text() for page in read.pages), str(read.metadata), str(read.xmp_metadata), marks)
        )
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return "\n".join(part.filename + parts.read(part).decode("utf-8", "replace") for part in parts.infolist())
    return content.decode()
