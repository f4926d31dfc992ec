"""How secrets look, issuer by issuer: fixed beginnings, and what follows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_B64 = r"[A-Za-z0-9_-]"
_END = r"(?![A-Za-z0-9])"
_RANDOM = 0.15
_EXAMPLES = frozenset(
    """
    changeme example hidden key none null pass passphrase password passwd pw pwd redacted secret string test token
    true false undefined user username your yourpassword xxx
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
_VARIABLE = re.compile(
    r"\$(?:[{(]|[A-Za-z_]+\Z|[A-Z0-9_]+\Z)|%[({sdA-Z]|[<{\[(=]|\*\*|[xX]{4}|\.{3}|…|(.)\1*\Z|process\.env|os\.environ"
)
_DIGIT, _LETTER, _SIGN = re.compile(r"\d"), re.compile(r"[^\W\d_]"), re.compile(r"[\W_]+")
_SORT = re.compile(r"\d+|[A-Z]+|[^\dA-Z]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24}")
_LINE = r"(?:\\r|\\n|\s){1,6}"


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of secret looks.

    Attributes:
        kind: what is said instead of it: "AWS access key".
        starts: how it begins, to the letter, or how the middle of it does that `before` leads to.
        whole: what stands there, read from that beginning; the group "secret" is what goes, where it is not the whole.
        before: what stands directly before the beginning and belongs to it; None: nothing.
        reach: how many characters before the beginning are looked at for that.
        proves: says whether what looks like this is one.
    """

    kind: str
    starts: tuple[str, ...]
    whole: re.Pattern[str]
    before: re.Pattern[str] | None = None
    reach: int = 0
    proves: Callable[[str], bool] = bool


def is_mixed(text: str) -> bool:
    """Say whether letters and digits both stand in `text`: words have no digits, and numbers no letters."""
    return bool(_DIGIT.search(text) and _LETTER.search(text))


def is_random(text: str) -> bool:
    """Say whether `text` has the look of chance: its small letters, capitals and digits take turns."""
    bare = _SIGN.sub("", text)
    return is_mixed(bare) and len(_SORT.findall(bare)) > _RANDOM * len(bare)


def is_example(text: str) -> bool:
    """Say whether `text` only stands for a secret: a variable, a word such as "password", the same letter again."""
    return text.casefold().strip("\"'`.,;:!?") in _EXAMPLES or bool(_VARIABLE.match(text))


def _form(
    kind: str, starts: str, whole: str, before: str = "", *, reach: int = 0, proves: Callable[[str], bool] = bool
) -> Form:
    led = re.compile(rf"{before}\Z") if before else None
    return Form(kind, tuple(starts.split()), re.compile(whole), led, reach, proves)


def _is_password(url: str) -> bool:
    return not is_example(url.rpartition("@")[0].partition("://")[2].partition(":")[2])


FORMS = (
    _form("AWS access key", "AKIA ASIA ABIA ACCA", rf"A[KSBC]IA[A-Z0-9]{{16}}{_END}|ACCA[A-Z0-9]{{16}}{_END}"),
    _form("GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", rf"gh[pousr]_[A-Za-z0-9]{{36,255}}{_END}"),
    _form("GitHub token", "github_pat_", rf"github_pat_[A-Za-z0-9_]{{22,255}}{_END}"),
    _form(
        "GitLab token",
        "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat-",
        rf"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-{_B64}{{20,300}}",
    ),
    _form("Slack token", "xoxb- xoxp- xoxa- xoxe- xoxo- xoxr- xoxs- xapp-", r"x[a-z]{3}-[A-Za-z0-9-]{10,250}"),
    _form("Slack webhook", "hooks.slack.com/", r"hooks\.slack\.com/[a-z]{4,12}/[\w/-]{20,200}"),
    _form("Discord webhook", "/api/webhooks/", r"/api/webhooks/\d{15,20}/[\w-]{40,100}"),
    _form("Discord token", "M N O", rf"[MNO][A-Za-z0-9_-]{{23,27}}\.{_B64}{{6}}\.{_B64}{{27,45}}"),
    _form("Teams webhook", "webhook.office.com/", r"webhook\.office\.com/webhookb2/[\w@/-]{40,300}"),
    _form("Stripe key", "sk_live_ sk_test_ rk_live_ rk_test_ whsec_", r"[a-z]{2,5}_(?:[a-z]{4}_)?[A-Za-z0-9]{16,250}"),
    _form("Google API key", "AIza", rf"AIza{_B64}{{35}}(?!{_B64})"),
    _form("Google OAuth secret", "GOCSPX-", rf"GOCSPX-{_B64}{{24,40}}"),
    _form("Google OAuth token", "ya29. 1//0", rf"(?:ya29\.{_B64}{{20,400}}|1//0{_B64}{{30,200}})"),
    _form("npm token", "npm_", rf"npm_[A-Za-z0-9]{{36}}{_END}"),
    _form("PyPI token", "pypi-AgE", rf"pypi-AgE{_B64}{{40,400}}"),
    _form("RubyGems key", "rubygems_", rf"rubygems_[a-f0-9]{{48}}{_END}"),
    _form("crates.io token", "cio", rf"cio[A-Za-z0-9]{{32}}{_END}", proves=is_random),
    _form("Docker token", "dckr_pat_ dckr_oat_", rf"dckr_[po]at_{_B64}{{20,100}}"),
    _form("Azure key", "AccountKey= SharedAccessKey=", r"\w{9,15}=(?P<secret>[A-Za-z0-9+/]{40,100}={0,2})"),
    _form("Azure signature", "sig=", r"sig=(?P<secret>[A-Za-z0-9%+/]{40,100}=?)", proves=is_random),
    _form("Azure client secret", "Q~", rf"Q~[\w.~-]{{31,34}}{_END}", r"[\w.~-]{3}\d", reach=4),
    _form("Twilio key", "SK AC", rf"(?:SK|AC)[0-9a-f]{{32}}{_END}"),
    _form("SendGrid key", "SG.", rf"SG\.{_B64}{{16,32}}\.{_B64}{{16,64}}", proves=is_random),
    _form("Mailgun key", "key-", rf"key-[0-9a-f]{{32}}{_END}"),
    _form("Mailchimp key", "-us", r"-us\d{1,2}(?![\w-])", r"(?<!\w)[0-9a-f]{32}", reach=33),
    _form("OpenAI key", "sk-", rf"sk-(?!ant-){_B64}{{20,250}}", proves=is_random),
    _form("Anthropic key", "sk-ant-", rf"sk-ant-{_B64}{{20,250}}"),
    _form("Hugging Face token", "hf_", rf"hf_[A-Za-z0-9]{{30,50}}{_END}"),
    _form("Telegram token", ":AA", rf":AA{_B64}{{32,35}}(?!{_B64})", r"(?<!\d)\d{8,10}", reach=11),
    _form("DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", rf"do[por]_v1_[a-f0-9]{{64}}{_END}"),
    _form("Shopify token", "shpat_ shpca_ shppa_ shpss_", rf"shp[a-z]{{2}}_[a-fA-F0-9]{{32}}{_END}"),
    _form("Square token", "sq0atp- sq0csp- EAAA", rf"(?:sq0[a-z]{{3}}-{_B64}{{22,60}}|EAAA{_B64}{{56,62}})(?!{_B64})"),
    _form("Databricks token", "dapi", rf"dapi[a-f0-9]{{32}}(?:-\d)?{_END}"),
    _form("Vault token", "hvs. hvb. hvr.", rf"hv[sbr]\.{_B64}{{20,250}}", proves=is_random),
    _form("Terraform token", ".atlasv1.", rf"\.atlasv1\.{_B64}{{50,80}}", r"(?<!\w)[A-Za-z0-9]{14}", reach=15),
    _form("Grafana token", "glsa_ glc_", r"(?:glsa_\w{32}_[a-f0-9]{8}|glc_[A-Za-z0-9+/=]{32,400})"),
    _form("Linear key", "lin_api_", rf"lin_api_[A-Za-z0-9]{{32,48}}{_END}"),
    _form("Notion secret", "secret_ ntn_", rf"(?:secret|ntn)_[A-Za-z0-9]{{40,50}}{_END}"),
    _form("Figma token", "figd_", rf"figd_{_B64}{{36,60}}"),
    _form("Postman key", "PMAK-", r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
    _form("Atlassian token", "ATATT3 ATCTT3", rf"AT[AC]TT3{_B64}{{60,250}}(?:=[A-F0-9]{{8}})?"),
    _form("Airtable token", "pat", rf"pat[A-Za-z0-9]{{14}}\.[a-f0-9]{{64}}{_END}"),
    _form("Sentry token", "sntrys_ sntryu_", r"sntry[su]_[\w+/=-]{40,400}"),
    _form("New Relic key", "NRAK- NRII- NRJS-", r"NR(?:AK|II|JS)-[A-Za-z0-9_-]{19,40}"),
    _form("Doppler token", "dp.pt. dp.st. dp.ct.", r"dp\.[psc]t\.[\w.]{40,80}"),
    _form("PlanetScale token", "pscale_tkn_ pscale_pw_", r"pscale_(?:tkn|pw)_[\w.=-]{32,64}"),
    _form("Supabase token", "sbp_", rf"sbp_[a-f0-9]{{40}}{_END}"),
    _form("Tailscale key", "tskey-", r"tskey-[a-z]{3,10}-[A-Za-z0-9-]{16,80}"),
    _form("Heroku key", "HRKU-", rf"HRKU-{_B64}{{30,70}}"),
    _form("age key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[A-Z0-9]{50,64}"),
    _form("JSON web token", "eyJ", rf"eyJ{_B64}{{8,600}}\.{_B64}{{4,4000}}(?:\.{_B64}{{4,1000}}){{0,3}}"),
    _form(
        "password in a URL",
        "://",
        r"://[^\s:/@\"'<>]{0,80}:(?P<secret>[^\s/@\"'<>]{3,120})@(?=[\w\[])",
        proves=_is_password,
    ),
    _form(
        "private key",
        "-----BEGIN",
        rf"-----BEGIN [A-Z0-9 ]{{0,40}}PRIVATE KEY(?: BLOCK)?-----"
        rf"(?:{_LINE}(?:[A-Za-z-]{{3,20}}: ?[^\n\\]{{1,120}}|[A-Za-z0-9+/=]{{24,}}))*(?:{_LINE}[A-Za-z0-9+/=]{{1,23}})?"
        rf"(?:(?:\\r|\\n|\s){{0,6}}-----END [A-Z0-9 ]{{0,60}}-----)?",
        proves=lambda block: bool(_BASE64.search(block)),
    ),
)
"""Every form, tried in this order wherever one of its beginnings stands."""
