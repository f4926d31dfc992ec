"""The words of consequence: what the words of a message say about the change, in sorts that hold in any project.

Names of projects, of people and of things that only one trade has do not belong here. A single word tells little of a
project that was never seen, the sort of thing that it means tells much; that is why there are few sorts of many words.
Languages other than English are not covered: such messages are judged by what they touch.
"""

from types import MappingProxyType


def _table(**sorts: str) -> MappingProxyType[str, str]:
    return MappingProxyType({word: sort for sort, words in sorts.items() for word in words.split()})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LABELS = _table(
    feature="feat feature features enh enhancement enhancements new add added adds",
    fix="fix fixes fixed bugfix hotfix bug bugs regr regression reg issue",
    faster="perf performance opt optim optimization optimisation speed speedup eff efficiency fast",
    interface="api dep depr deprecate deprecated deprecation breaking compat remove removed removes removal",
    security="sec security",
    docs=(
        "doc docs documentation typo typos docstring docstrings example examples website web nep readme changelog "
        "whatsnew blog"
    ),
    tests="test tests tst testing bench benchmark benchmarks flaky",
    build=(
        "ci bld build deps dependabot wheel wheels travis appveyor azure circleci pkg packaging infra action actions "
        "github docker makefile vendor vendoring sphinx"
    ),
    upkeep=(
        "maint maintenance mnt chore cln clean cleanup cleanups cleaning refactor refactoring refactored ref rf "
        "cosmetic cosmit sty style typ typing types annot lint linter pep8 cosmetics misc internal wip nit "
        "formatting black tidy minor housekeeping"
    ),
    release="rel release backport bump version revert rls merge",
)
"""What a label before the subject ("ENH:", "feat(cli):", "[BUGFIX]") says."""

VERBS = _table(
    add=(
        "add adds added adding introduce introduces introduced introducing create creates created provide provides "
        "provided expose exposes exposed exposing new initial include includes included register feat feature"
    ),
    implement="implement implements implemented implementing implementation extend extends extended extending",
    allow=(
        "allow allows allowed allowing support supports supported supporting enable enables enabled enabling accept "
        "accepts accepted permit let able can"
    ),
    fix=(
        "fix fixes fixed fixing correct corrects corrected correctly resolve resolves resolved repair bug bugs "
        "bugfix hotfix regression restore don't do properly stop stops patch"
    ),
    guard=(
        "prevent prevents prevented avoid avoids avoided avoiding handle handles handled handling preserve preserves "
        "ensure ensures ensured guard protect validate respect respects disallow forbid reject keep keeps"
    ),
    improve="improve improves improved improving improvement improvements enhance enhances enhanced better",
    quicken=(
        "optimize optimise optimizes optimized optimization speed faster reduce reduces reduced performance perf "
        "fast speedup lazy lazily"
    ),
    remove=(
        "remove removes removed removing removal drop drops dropped dropping delete deletes deleted eliminate rm "
        "kill finalize expire expired"
    ),
    deprecate="deprecate deprecates deprecated deprecating",
    enforce="enforce enforced enforces deprecation deprecations",
    change=(
        "change changes changed changing rename renames renamed convert return returns returned raise raises raised "
        "raising default consistent set require requires warn warns show shows display treat always only make"
    ),
    use="use uses used using switch switches replace replaces replaced replacing migrate port",
    tidy=(
        "refactor refactors refactored refactoring clean cleans cleaned cleaning cleanup move moves moved moving "
        "simplify simplifies simplified split splits extract extracts unify share dedup deduplicate reorganize "
        "consolidate rewrite rework tidy reuse modernize parametrize fixturize lint format blacken annotate type "
        "collect privatize cache inline isolate separate rearrange rearranges rearranged"
    ),
    update=(
        "update updates updated updating bump bumps bumped upgrade upgrades upgraded pin unpin sync release prepare "
        "cut version regenerate merge merges merged backport vendor"
    ),
    document=(
        "document documents documented documenting documentation clarify clarifies clarified mention typo typos "
        "explain describe spelling link"
    ),
    test="test tests tested testing xfail skip unskip mark assert check checks",
    revert="revert reverts reverted reverting undo",
)
"""What the first words of a subject do."""

TOPICS = _table(
    severe=(
        "segfault segfaults segmentation crash crashes crashed crashing panic panics deadlock deadlocks corrupt "
        "corrupted corruption leak leaks leaking hang hangs hanging race races oom overflows silent silently outage "
        "incident fatal dataloss"
    ),
    state=(
        "overflow empty missing none null nan nil undefined duplicate duplicates duplicated unknown large huge "
        "negative zero infinite"
    ),
    security=(
        "secure security vulnerable vulnerability vulnerabilities cve xss csrf injection sanitize auth "
        "authentication authorization tls ssl exploit credential credentials password passwords encrypt encryption "
        "privilege permission permissions token tokens oauth"
    ),
    regression="regression regressions regressed broke broken",
    speed=(
        "performance faster speed speeds speedup speedups latency throughput slow slower allocation allocations "
        "vectorize vectorized parallel parallelize parallelism efficient efficiently simd memory optimize optimizes "
        "optimized optimise optimization cache cached caching quick quickly"
    ),
    argument=(
        "option options argument arguments arg args kwarg kwargs keyword keywords param params parameter parameters "
        "flag flags setting settings passing optional"
    ),
    default="default defaults",
    surface=(
        "endpoint endpoints metric metrics command commands subcommand hook hooks plugin plugins events accessor api "
        "cli backend backends engine engines config configuration field fields attribute attributes operator "
        "operators property properties header headers syntax"
    ),
    matter=(
        "event value values data name names order file files input inputs output outputs custom unit units time "
        "times timezone timezones date dates range ranges unique sort sorting join joins max min mean list lists "
        "dict map number numbers precision index row rows column columns table tables key keys query queries request "
        "requests response responses url urls label labels series metadata object objects result results user users "
        "record records message messages format text page pages image images link template templates session "
        "sessions connection connections timeout timeouts"
    ),
    member=(
        "method methods function functions func class classes module modules interface interfaces struct structs "
        "variables constant constants"
    ),
    machinery=(
        "variable code base core logic context dispatch compat common namespace state abstract abstraction wrapper "
        "wrappers layer infrastructure util utils usage reference references generic self implementation implement "
        "internals internal private helper helpers machinery plumbing block blocks path paths handling pointer "
        "pointers lock locks mutex scope parser lexer build"
    ),
    new="new first initial introduce introduces introducing experimental able possible ability possibility",
    support="support supports supported supporting",
    breaking=(
        "breaking backward backwards incompatible compatibility longer removed dropped futurewarning "
        "deprecationwarning renamed rename behavior behaviour migration"
    ),
    retired="deprecated deprecate deprecates deprecation deprecations obsolete legacy",
    error=(
        "error errors exception exceptions fail fails failed failing failure failures wrong wrongly incorrect "
        "incorrectly raise raises raising invalid inconsistent unexpected mistake bug bugs"
    ),
    circumstance="when with if not where while be should any always without respect",
    inside=(
        "boilerplate refactor refactored refactoring refactors clean cleaned cleaning cleanup cleanups unused dead "
        "nit nits cosmetic style lint linter linting flake8 pep8 black isort pylint whitespace indentation simplify "
        "simplified move moves moved import imports ruff pyupgrade tidy codespell redundant comment comments todo "
        "todos unnecessary compiler gofmt eslint prettier clippy rustfmt rubocop"
    ),
    vague=(
        "some various several minor misc miscellaneous few small little tiny bit things stuff couple trivial related "
        "more other"
    ),
    typing="typing annotation annotations mypy pyright hints hint stubs stub typed types",
    testing=(
        "test tests testing xfail flaky coverage pytest unittest doctest doctests hypothesis suite skip asv fuzz "
        "mock mocks parametrize fixture fixtures testcase tester testers benchmark benchmarks e2e jest"
    ),
    building=(
        "ci travis appveyor azure circleci workflow workflows wheel wheels conda builds building docker dockerfile "
        "compile compiling compilation makefile pip requirements dependency dependencies pin pinned nightly cron "
        "codecov goreleaser package packaging meson lockfile upstream gradle maven webpack jenkins actions github"
    ),
    bump="dependabot bump bumps bumped upgrade upgrades renovate version versions update updates",
    writing=(
        "doc docs docstring docstrings documentation typo typos readme example examples tutorial tutorials links "
        "sphinx rst spelling wording clarify notebook website javadoc guide guidelines"
    ),
    release="release releases rc changelog whatsnew news announce prepare notes shepherd",
    governance=(
        "maintainer maintainers codeowners owners owner contributor contributors contributing community team license "
        "copyright author authors sponsor governance council"
    ),
    undoing="revert reverts reverted reverting undo",
    continuing=(
        "follow followup part step precursor prep preparation towards toward wip address leftover leftovers continue "
        "continued preliminary remaining rest another further fixup review"
    ),
    people=(
        "customer customers people client clients usability ux friendly ui display shows show button menu theme dark "
        "tooltip screen dialog icon"
    ),
    platform=(
        "platform platforms windows macos linux arm arm64 pypy aarch64 s390x ppc64le gcc clang msvc android ios "
        "python go node java"
    ),
    warning="warn warns warning warnings",
    feature="feature features enhancement enhancements capability functionality",
)
"""What a word of the message is about."""

ANNOUNCED = frozenset({"changelog", "whatsnew", "news"})
"""Words for the place where a project tells its users."""

CHAT = _set(
    "review reviews lint typo typos nit nits flake8 black feedback comment comments pep8 merge cleanup address fixup "
    "suggestion suggestions suggested wip update rebase"
)
"""Words of the way to a change, not of the change: the rounds that it went through."""

PLAIN = _set(
    "the a an of to in for on with and or by from as at is are be was it its this that not no when if into via use "
    "using all some more"
)
"""Words that say nothing about what a change is about."""
