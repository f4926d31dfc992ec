"""The words of consequence: what the words of a message say about the change, in sorts that hold in any project.

Names of projects, of people and of things that only one trade has do not belong here. Languages other than English
are not covered: such messages are judged by what they touch.
"""

from types import MappingProxyType


def _table(**sorts: str) -> MappingProxyType[str, str]:
    return MappingProxyType({word: sort for sort, words in sorts.items() for word in words.split()})


LABELS = _table(
    feature="feat feature features enh enhancement enhancements new add added adds",
    fix="fix fixes fixed bugfix hotfix bug bugs regr regression reg issue",
    faster="perf performance opt optim optimization optimisation speed speedup eff efficiency fast",
    interface="api dep depr deprecate deprecated deprecation breaking compat remove removed removes removal",
    security="sec security",
    docs=(
        "doc docs documentation typo typos docstring docstrings example examples website web nep readme "
        "changelog whatsnew blog"
    ),
    tests="test tests tst testing bench benchmark benchmarks flaky",
    build=(
        "ci bld build deps dependabot wheel wheels travis appveyor azure circleci pkg packaging infra action "
        "actions github docker makefile vendor vendoring sphinx"
    ),
    upkeep=(
        "maint maintenance mnt chore cln clean cleanup cleanups cleaning refactor refactoring refactored ref "
        "rf cosmetic cosmit sty style typ typing types annot lint linter pep8 cosmetics misc internal wip nit "
        "formatting black tidy minor housekeeping"
    ),
    release="rel release backport bump version revert rls merge",
)
"""What a label before the subject ("ENH:", "feat(cli):", "[BUGFIX]") says."""

VERBS = _table(
    add=(
        "add adds added adding implement implements implemented implementing introduce introduces introduced "
        "introducing create creates created provide provides provided expose exposes exposed exposing new "
        "initial include includes included register"
    ),
    allow=(
        "allow allows allowed allowing support supports supported supporting enable enables enabled enabling "
        "accept accepts accepted permit let extend extends extended extending able"
    ),
    fix=(
        "fix fixes fixed fixing correct corrects corrected correctly resolve resolves resolved repair prevent "
        "prevents prevented avoid avoids avoided avoiding handle handles handled handling ensure ensures "
        "ensured bug bugfix restore don't do properly preserve preserves stop stops hotfix"
    ),
    improve=(
        "improve improves improved improving improvement improvements enhance enhances enhanced better "
        "optimize optimise optimizes optimized optimization speed faster reduce reduces reduced performance "
        "perf fast cache caching"
    ),
    remove=(
        "remove removes removed removing removal drop drops dropped dropping delete deletes deleted eliminate "
        "disallow rm kill finalize expire"
    ),
    deprecate="deprecate deprecates deprecated deprecating deprecation deprecations enforce enforced",
    change=(
        "change changes changed changing rename renames renamed replace replaces replaced replacing switch "
        "convert return returns returned raise raises raised raising default use uses used using consistent "
        "set require warn show display treat always respect consider only"
    ),
    tidy=(
        "refactor refactors refactored refactoring clean cleans cleaned cleaning cleanup move moves moved "
        "moving simplify simplifies simplified split splits extract extracts unify share dedup deduplicate "
        "reorganize consolidate rewrite rework tidy reuse modernize port migrate parametrize fixturize lint "
        "format blacken annotate type collect privatize"
    ),
    update=(
        "update updates updated updating bump bumps bumped upgrade upgrades upgraded pin unpin sync release "
        "prepare cut version regenerate merge merges merged backport vendor"
    ),
    document=(
        "document documents documented documenting documentation clarify clarifies clarified mention typo "
        "typos explain describe spelling link"
    ),
    test="test tests tested testing xfail skip unskip mark assert",
    revert="revert reverts reverted reverting undo",
)
"""What the first words of a subject do."""

TOPICS = _table(
    severe=(
        "segfault segfaults segmentation crash crashes crashed crashing panic panics deadlock deadlocks "
        "corrupt corrupted corruption leak leaks leaking hang hangs hanging race races oom overflow overflows "
        "silent silently outage incident broken fatal"
    ),
    security=(
        "secure security vulnerable vulnerability vulnerabilities cve xss csrf injection sanitize auth "
        "authentication authorization tls ssl exploit credential credentials password encrypt encryption "
        "privilege"
    ),
    regression="regression regressions regressed broke",
    speed=(
        "performance faster speed speeds speedup speedups optimize optimizes optimized optimise optimization "
        "latency throughput slow slower allocation allocations cache cached caching vectorize vectorized "
        "parallel parallelize efficient efficiently simd memory"
    ),
    option=(
        "option options argument arguments arg args kwarg kwargs keyword keywords param params parameter "
        "parameters flag flags setting settings default defaults endpoint endpoints metric metrics method "
        "methods function functions attribute attributes class classes backend backends engine engines "
        "command commands field fields api hook hooks plugin plugins event events accessor config "
        "configuration mode modes"
    ),
    new=(
        "new first initial introduce introduces introducing now experimental able possible ability "
        "possibility support supports"
    ),
    breaking=(
        "breaking backward backwards incompatible compatibility longer removed remove removes drop drops "
        "dropped deprecated deprecate deprecates deprecation futurewarning deprecationwarning renamed rename "
        "behavior behaviour migration"
    ),
    error=(
        "bug bugs fix fixes fixed error errors exception exceptions fail fails failed failing failure "
        "failures wrong wrongly incorrect incorrectly raise raises raising invalid missing issue bugfix "
        "inconsistent unexpected"
    ),
    inside=(
        "refactor refactored refactoring refactors clean cleaned cleaning cleanup cleanups internal internals "
        "private unused dead nit nits cosmetic style lint linter linting flake8 pep8 black isort mypy typing "
        "annotation annotations pylint whitespace indentation simplify simplified duplicate duplicated helper "
        "helpers move moves moved import imports ruff pyupgrade pyright tidy parametrize fixture fixtures "
        "boilerplate codespell redundant comment comments todo todos unnecessary compiler"
    ),
    testing=(
        "test tests testing xfail flaky coverage pytest unittest doctest doctests hypothesis suite skip asv "
        "fuzz mock mocks"
    ),
    building=(
        "ci travis appveyor azure circleci workflow workflows wheel wheels conda build builds building docker "
        "compile compiling compilation makefile pip requirements dependency dependencies pin pinned nightly "
        "cron codecov goreleaser package packaging meson lockfile upstream"
    ),
    bump="dependabot bump bumps bumped upgrade upgrades renovate",
    writing=(
        "doc docs docstring docstrings documentation typo typos readme example examples tutorial tutorials "
        "link links sphinx rst spelling wording clarify notebook website release"
    ),
    announced="changelog whatsnew news",
    backport="backport backports backported cherrypick forwardport",
    undoing="revert reverts reverted reverting undo",
    continuing=(
        "follow followup part step precursor prep prepare preparation split towards toward wip address "
        "leftover leftovers continue continued preliminary"
    ),
    people=(
        "user users customer customers people client clients usability ux friendly ui interface page display shows show"
    ),
    platform="platform platforms windows macos linux arm arm64 pypy aarch64 s390x ppc64le gcc clang msvc",
    warning="warn warns warning warnings message messages",
    feature=(
        "feature features enhancement enhancements capability functionality implement implements implemented "
        "implementation"
    ),
)
"""What a word of the message is about."""
