"""What is true passes, what is false in one way is caught: records of many trades, in many hands."""

from collections.abc import Iterator

import pytest
from claims import BUNDLES, FALSE, TRUE

from treefall.value.faithful import check, read_bundle

GROUNDS = {name: read_bundle(bundle) for name, bundle in BUNDLES.items()}


def supported(bundle: str, text: str) -> bool:
    return all(verdict.supported for verdict in check(text, GROUNDS[bundle]))


@pytest.mark.parametrize(("bundle", "text"), TRUE)
def test_a_true_sentence_passes(bundle: str, text: str) -> None:
    verdicts = check(text, GROUNDS[bundle])
    assert [doubt for verdict in verdicts for doubt in verdict.doubts] == []
    assert all(verdict.text in text for verdict in verdicts)


@pytest.mark.parametrize(("sort", "bundle", "text"), FALSE)
def test_a_false_sentence_is_caught(sort: str, bundle: str, text: str) -> None:
    doubts = [doubt for verdict in check(text, GROUNDS[bundle]) for doubt in verdict.doubts]
    assert doubts, sort
    assert all(doubt.says.endswith(".") and ": " in doubt.says for doubt in doubts if doubt.about != "citation")


def test_sentences_of_one_text_do_not_disturb_each_other() -> None:
    for bundle in BUNDLES:
        true = [text for name, text in TRUE if name == bundle]
        verdicts = check("\n\n".join(true), GROUNDS[bundle])
        assert [verdict.text for verdict in verdicts] == [v.text for text in true for v in check(text, GROUNDS[bundle])]
        assert all(verdict.supported for verdict in verdicts)


def changed_digits() -> Iterator[tuple[str, str]]:
    for bundle, text in TRUE:
        end = text.index("[")
        for place, char in enumerate(text[:end]):
            if char.isdigit():
                yield from (
                    (bundle, text[:place] + other + text[place + 1 :]) for other in "0123456789" if other != char
                )


def test_any_other_digit_makes_a_true_sentence_false() -> None:
    each = list(changed_digits())
    missed = [text for bundle, text in each if supported(bundle, text)]
    assert len(missed) <= len(each) // 100, missed
