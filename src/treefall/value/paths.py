"""What sort of file a path names, judged from its words alone: works for any language and layout.

The order of the questions matters: a vendored test is vendored, a test's helper script is a test. What the folders say
and what the name says is asked apart, and each only once: a person's ten years name few folders, many times.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a file is for."""

    FOREIGN = "foreign"  # vendored, generated or locked: somebody or something else wrote it
    SERVICE = "service"  # continuous integration and other people's services
    BENCH = "bench"
    TEST = "test"
    EXAMPLE = "example"
    BUILD = "build"
    DOC = "doc"
    CODE = "code"
    OTHER = "other"


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_CODE = _names(
    "py pyx pxd pyi pxi go rs c h cc cpp hpp cxx hh java kt kts scala js mjs ts jsx tsx vue svelte rb php pl pm swift",
    "m mm cs fs vb lua r jl hs ml mli clj cljs ex exs erl el lisp sh bash zsh ps1 sql proto graphql thrift asm s f f90",
    "f95 zig nim d dart groovy cu src tpl html css scss less inc y l",
)
_RULES = (
    (
        Role.FOREIGN,
        _names(
            "vendor vendored third_party third-party thirdparty external externals extern node_modules _vendor deps",
            "dist generated gen",
        ),
        re.compile(
            r"(?:package-lock\.json|yarn\.lock|go\.sum|pnpm-lock\.yaml|npm-shrinkwrap\.json|bindata\.go)$"
            r"|.*\.(?:lock|min\.js|map|pb\.go|snap)$"
        ),
    ),
    (
        Role.SERVICE,
        _names(".github .circleci .gitlab .travis .azure .buildkite .jenkins ci .ci travis appveyor circle"),
        re.compile(
            r"azure-|appveyor|\.?travis|\.?codecov|\.coveragerc|jenkinsfile|\.gitlab-ci|\.cirrus|\.lgtm|\.pre-commit"
            r"|tox\.|noxfile|renovate|\.drone"
        ),
    ),
    (
        Role.BENCH,
        _names("bench benches benchmark benchmarks asv_bench vb_suite"),
        re.compile(r".*bench(?:mark)?s?[_.-]"),
    ),
    (
        Role.TEST,
        _names(
            "test tests testing spec specs __tests__ testdata testutil testutils fixtures e2e integration_tests",
            "integration-tests unit_tests unit-tests ui_tests ui-tests properties",
            "commontest jvmtest jstest nativetest androidtest androidunittest androidinstrumentedtest",
        ),
        re.compile(
            r"test_|conftest\.|.*[_.-](?:tests?|spec)\.[a-z]+$|.*[a-z0-9]tests?\.(?:java|kts?|cs|swift|scala|php)$"
        ),
    ),
    (
        Role.EXAMPLE,
        _names("example examples sample samples demo demos tutorial tutorials gallery cookbook playground"),
        re.compile(r"example[s_.-]"),
    ),
    (
        Role.BUILD,
        _names(
            "tools script scripts build_tools build-tools buildtools packaging hack conda.recipe release admin",
            "contrib maint_tools debian dev etc",
        ),
        re.compile(
            r"setup\.(?:py|cfg)$|pyproject\.toml$|cmakelists|.*\.cmake$|makefile|.*\.mk$|meson|cargo\.toml$"
            r"|package\.json$|go\.mod$|pom\.xml$|.*gradle|.*dockerfile|docker-compose|.*requirements.*\.(?:txt|in|ya?ml)$"
            r"|environment.*\.ya?ml$|manifest\.in$|gemfile|build\.sbt$|configure|.*\.bazel$|build$|workspace$|\.git"
            r"|\.editorconfig|\.clang|\.flake8|\.eslint|\.golangci|pytest\.ini$|version|\.mailmap$|\.promu|site\.cfg"
        ),
    ),
    (
        Role.DOC,
        _names("doc docs documentation man manual website site rfcs adr"),
        re.compile(
            r".*\.(?:md|rst|adoc|txt|tex|ipynb|po|png|svg|jpe?g|gif)$|readme|changes|changelog|news|history|contributing"
            r"|authors|license|maintainers|code_of_conduct|governance|security|roadmap"
        ),
    ),
    (Role.CODE, frozenset[str](), re.compile(rf".*\.(?:{'|'.join(sorted(_CODE))})$")),
)
_PUBLIC = re.compile(
    r"(?:^|/)(?:__init__\.pyi?$|api[^/]*(?:/|$)|public[^/]*(?:/|$)|index\.[jt]sx?$|lib\.rs$|mod\.rs$|[^/]*\.pyi$|[^/]*\.d\.ts$|include/"
    r"|routes?[^/]*|urls\.py$|handlers?[^/]*|endpoints?[^/]*|openapi|swagger|[^/]*\.proto$|[^/]*\.graphql$|schemas?[^/]*)"
)
_ENTRY = re.compile(
    r"(?:^|/)(?:(?:cmd|cli|bin|commands?)/"
    r"|(?:main|cli|app|__main__|server|commands?|flags?|options?|config[^/]*|settings|web)\.[a-z]+$)"
)
_PRIVATE = re.compile(r"(?:^|/)(?:_(?!_)|internals?(?:/|\.)|private/|impl/)")
_SHARED = re.compile(
    r"(?:^|/)_?(?:utils?|helpers?|common|compat|internals?|misc|support|shared|testing|testutils?)[/._]"
)
_SCREEN = re.compile(r"\.(?:css|scss|less|html|tsx|jsx|vue|svelte|svg|tmpl|tpl)$")
_STUBS = re.compile(r"\.(?:pyi|d\.ts)$")
_REFERENCE = re.compile(
    r"(?:^|/)(?:api|reference|routines|config|modules|user[-_]?guide|guide|querying|flags|options|cli|command-line)"
    r"[^/]*[/.]"
)
_MAKERS = re.compile(
    r"contribut|/dev|developer|development|maint|release|governance|internals?|nep|pdep|rfc|adr|roadmap|owners|code_of"
    r"|hacking|conf\.py|sphinx|theme|_static|_templates|scripts?/"
)


class Place(NamedTuple):
    """What a path says of the file.

    Attributes:
        role: what the file is for.
        product: it is part of what users run: code, or nothing else that is known.
        marks: of the product: "public" where others are likely to call what it holds (a package's front, a header, a
            route, a schema), "entry" where it is a way in (a command, its flags, a server, the settings), "screen"
            where it is part of what people look at, "stubs" where it only declares types.
        private: the path itself says that it is for insiders.
        shared: it is a drawer of helpers that the rest of the product draws from.
        reference: it is a document in which users look things up.
        makers: it is a document for those who make the product, not for those who use it.
        folder: its folder, at most two levels deep; "" at the top.
        area: its folder, at most three levels deep.
    """

    role: Role
    product: bool
    marks: tuple[str, ...]
    private: bool
    shared: bool
    reference: bool
    makers: bool
    folder: str
    area: str


_MARKS = (_PUBLIC, _ENTRY, _PRIVATE, _SHARED, _SCREEN, _STUBS, _REFERENCE, _MAKERS)
_UNKNOWN = len(_RULES)


class Places(dict[str, Place]):
    """What each path (from the top of its repository, with "/") says of the file that it names, found once each."""

    def __init__(self) -> None:
        """Know no path yet."""
        super().__init__()
        self._folders: dict[str, tuple[int, int]] = {}
        self._names: dict[str, tuple[int, int]] = {}
        self._alike: dict[tuple[str, tuple[int, int]], Place] = {}

    def __missing__(self, path: str) -> Place:
        """Find what `path` says."""
        folders, _, name = path.rpartition("/")
        said = self._names.get(name)
        if said is None:
            said = self._names[name] = _name_says(name.lower())
        place = self._alike.get((folders, said))
        if place is None:
            place = self._alike[folders, said] = self._place(folders, said)
        self[path] = place
        return place

    def _place(self, folders: str, below: tuple[int, int]) -> Place:
        above = self._folders.get(folders)
        if above is None:
            above = self._folders[folders] = _folders_say(f"{folders.lower()}/" if folders else "")
        return _place(folders.split("/"), min(above[0], below[0]), above[1] | below[1])


def _folders_say(folders: str) -> tuple[int, int]:
    """Return the first rule that the folders meet, and which marks they bear, as bits."""
    names = folders.split("/")
    rule = next((at for at, (_, homes, _) in enumerate(_RULES) if not homes.isdisjoint(names)), _UNKNOWN)
    return rule, _marks(folders)


def _name_says(name: str) -> tuple[int, int]:
    """Return the first rule that the name meets, and which marks it bears, as bits."""
    rule = next((at for at, (_, _, pattern) in enumerate(_RULES) if pattern.match(name)), _UNKNOWN)
    return rule, _marks(f"/{name}")


def _marks(text: str) -> int:
    return sum([1 << at for at, pattern in enumerate(_MARKS) if pattern.search(text)])


def _place(folders: list[str], rule: int, marks: int) -> Place:
    public, entry, private, shared, screen, stubs, reference, makers = [
        bool(marks & 1 << at) for at in range(len(_MARKS))
    ]
    told = {"public": public, "entry": entry, "screen": screen, "stubs": stubs}
    role = _RULES[rule][0] if rule < _UNKNOWN else Role.OTHER
    if role is Role.CODE and stubs:
        role = Role.OTHER  # what only declares types does nothing, and its lines are no code's
    product, document = role in {Role.CODE, Role.OTHER}, role is Role.DOC
    return Place(
        role=role,
        product=product,
        marks=tuple([mark for mark, there in told.items() if product and there]),
        private=product and private,
        shared=product and shared,
        reference=document and reference,
        makers=document and makers,
        folder="/".join(folders[:2]),
        area="/".join(folders[:3]),
    )
