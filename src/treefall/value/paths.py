"""What sort of file a path names, judged from its words alone: works for any language and layout.

The order of the questions matters: a vendored test is vendored, a test's helper script is a test.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


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
            "integration-tests unit_tests unit-tests properties",
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
    r"(?:^|/)(?:(?:cmd|cli|bin|commands?)/|(?:main|cli|app|__main__|server|commands?|flags?|options?|config[^/]*|settings|web)\.[a-z]+$)"
)
_PRIVATE = re.compile(r"(?:^|/)(?:_(?!_)|internals?(?:/|\.)|private/|impl/)")
_REFERENCE = re.compile(
    r"(?:^|/)(?:api|reference|routines|config|modules|user[-_]?guide|guide|querying|flags|options|cli|command-line)[^/]*(?:/|\.)"
)


def role(path: str) -> Role:
    """Return what the file named `path` (from the top of its repository, with "/") is for."""
    *folders, name = path.lower().split("/")
    for what, homes, pattern in _RULES:
        if not homes.isdisjoint(folders) or pattern.match(name):
            return what
    return Role.OTHER


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says of the file.

    Attributes:
        role: what the file is for.
        product: it is part of what users run: code, or nothing else that is known.
        public: others are likely to call what it holds: a package's front, a header, a route, a schema.
        entry: it is a way in: a command, its flags, a server, the settings.
        private: the path itself says that it is for insiders.
        reference: it is a document in which users look things up.
        folder: its folder, at most two levels deep; "" at the top.
        area: its folder, at most three levels deep.
        depth: how many folders it lies in.
    """

    role: Role
    product: bool
    public: bool
    entry: bool
    private: bool
    reference: bool
    folder: str
    area: str
    depth: int


def place(path: str) -> Place:
    """Return what `path` says of the file that it names."""
    what, low = role(path), path.lower()
    product = what in (Role.CODE, Role.OTHER)
    folders = path.split("/")[:-1]
    return Place(
        role=what,
        product=product,
        public=product and _PUBLIC.search(low) is not None,
        entry=product and _ENTRY.search(low) is not None,
        private=product and _PRIVATE.search(low) is not None,
        reference=what is Role.DOC and _REFERENCE.search(low) is not None,
        folder="/".join(folders[:2]),
        area="/".join(folders[:3]),
        depth=len(folders),
    )
