from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.clarity import MOST_QUESTIONS, Check, found, questions

C, X, N, B, R, H, E = (
    Check.CONCERN,
    Check.CHANGE,
    Check.OUTCOME_NUMBER,
    Check.BASELINE,
    Check.OWN_ROLE,
    Check.HEDGE,
    Check.EMPTY_VERB,
)
STATEMENTS = (
    ("Cut p99 of the search API from 900 ms to 310 ms by removing an N+1 query.", (X, N, B, R)),
    ("Helped the data team with their migration.", (E, R)),
    ("Worked on the new billing screens.", (E, R)),
    ("I reviewed 140 pull requests this year.", (R,)),
    ("I gave three talks at local meetups.", (R,)),
    ("The payment service was unavailable for 25 minutes because a certificate had expired.", (C, X, N)),
    ("We think the change roughly halved the build time.", (X, N, B, H)),
    ("I probably should have asked earlier.", (R, H)),
    ("Reduced the nightly batch from six hours to forty minutes.", (X, N, B, R)),
    ("Mentored two junior engineers.", (R,)),
    ("This PR avoids cloning the AST, for wins of up to 2% across many benchmarks.", (X, N, B)),
    ("During the incident 12% of requests failed.", (C, X, N)),
    ("Wrote the runbook for failovers so that anybody on call can do it at night.", (C, X, R)),
    ("We launched the portal in June; support now gets a third fewer password tickets.", (X, N, B)),
    ("I was involved in the hiring of the new team lead.", (E, R)),
    ("Fixed a race condition that corrupted uploads on bad connections.", (C, X, R)),
    ("It seems that users like the new search.", (H,)),
    ("I organised the reading group again this year.", (R,)),
    ("Uptime went from 99.2% to 99.95% after I replaced the single database with a replicated pair.", (X, N, B, R)),
    ("Contributed to the quarterly planning.", (E,)),
    ("Contributed to the migration by writing its checks.", (E, R)),
    ("Memory use of the indexer fell by 40%, and we cancelled the order for larger machines.", (X, N, B)),
    ("I collaborated closely with design on the new checkout.", (E, R)),
    ("The deploy takes 4 minutes instead of 25.", (X, N, B)),
    ("Refactored the settings module.", (R,)),
    ("She started on small items but now reviews for the whole team.", (X, B)),
    ("Half of the users fell back to mail; I am in the top 5% of reviewers.", (X, N, R)),
    ("Led the failover when the primary went down.", (C, X, R)),
    ("Plug the leak in the ranking service; prevent; ana; DONE", (C,)),
    ("- Merged the patch.", (X, R)),
    ("About 40% of the invoices are wrong.", (C, N, H)),
    ("Went to the vendor's office to reopen the contract.", (R,)),
    ("This half I was on call for more than the others.", (R,)),
    ("I drafted it for Node 2 and more.", (R,)),
    ("Imports took 40 minutes. They take 6 minutes today.", (X, N, B)),
    ("Refunds took 9 days; with the new form it is 2 days.", (X, N, B)),
    ("Support had 310 tickets in March and 90 in June.", (X, N, B)),
    ("The batch is done two hours earlier than the old one.", (X, N, B)),
    ("We nearly lost the archive.", (C,)),
    ("I am working on reducing the size of the image.", (R, E)),
    ("Nobody could log in between 08:10 and 08:55.", (C, X, N)),
    ("A third of the parcels were misrouted.", (C, N)),
    ("The importer reads 5,000 rows per second.", (N,)),
    ("Four districts have adopted the form.", (X, N)),
    ("I briefly sat in for Grace.", (R, H)),
    ("The report does not show refunds.", (C,)),
    ("It is less reliable than the printer.", (C,)),
    ("The archive is unsorted, inconsistent and insecure.", (C,)),
    ("Nobody else can restart the till.", (C,)),
    ("Nobody complained.", ()),
    ("There was no runbook for the mail server.", (C,)),
    ("We moved it without downtime.", ()),
    ("The import went on with zero downtime.", ()),
    ("We had not tested the restore.", (C,)),
    ("The latency went down after that.", (X,)),
    ("I prepared our automated mails.", (R,)),
    ("Automated the weekly mail.", (X, R)),
    ("A setting causing warnings is a nuisance.", ()),
    ("The list does not reload on every visit any more.", (X, B)),
    ("Reports went from weekly to daily.", (X, B)),
    ("Saved $4,000 on licences.", (X, N, B, R)),
    ("The record got smaller by 12 bytes.", (X, N, B)),
    ("I sat by 3 colleagues.", (R,)),
    ("It took four to five months.", (N,)),
    ("We gained 7 districts, compared to last spring.", (X, N, B)),
    ("In week 31 I wrote two letters about takes.", (R,)),
    ("That is what I have been working on since May.", (R, E)),
    ("The menu that I am working on is long.", (R,)),
    ("Collaborated with the library.", (R, E)),
    ("~30 % of the shelves are empty.", (N, H)),
    ("I answered 40 letters from members.", (R,)),
    ("The printer has been faster than we had hoped.", (C,)),
    ("My plan is improving the forms.", (R,)),
    ("It does indeed reduce the paper.", (X,)),
    ("It's no longer possible to order by phone.", (C, X)),
    ("The till's down.", (C,)),
    ("The form was incorrectly printed.", (C,)),
    ("We kept getting letters for the wrong office.", (C,)),
    ("The readers keep getting faster.", (X,)),
    ("It impacted the night shift, too.", (C,)),
    ("The shop did not make it easy for them.", (C,)),
    ("We rely on automated updates.", ()),
    ("Costs dropped $900 a month.", (X, N, B)),
    ("Every now and then I read the letters.", (R,)),
)


@pytest.mark.parametrize(("text", "checks"), STATEMENTS)
def test_what_a_statement_says_is_seen(text: str, checks: Iterable[Check]) -> None:
    assert found(text) == frozenset(checks)


def test_what_is_missing_is_asked_for_with_the_field_that_fixes_it() -> None:
    slots = [question.slot for question in questions("I reviewed 140 pull requests this year.")]
    assert slots == ["concern", "change", "change"]
    assert questions("I gave three talks.")[0].ask.endswith("?")


def test_a_baseline_is_asked_for_only_where_a_figure_needs_one() -> None:
    asked = [question.ask for question in questions("I was paged because 12% of requests failed.")]
    assert "What was it before?" in asked
    assert not any("before" in question.ask for question in questions("I gave a talk because of the audit."))


def test_weak_words_are_asked_about_once_the_slots_are_filled() -> None:
    text = "I helped to cut failures from 9 to about 3 a week because customers complained."
    assert [question.ask.split("”")[0] for question in questions(text)] == ["“helped", "“about"]


def test_a_text_that_says_it_all_is_left_alone() -> None:
    assert questions("Customers were charged twice; I cut double charges from 31 a week to 2.") == ()


@given(st.text(max_size=400))
def test_there_are_never_more_than_three_questions(text: str) -> None:
    assert len(questions(text)) <= MOST_QUESTIONS
    assert questions(text) == questions(text)


def test_only_the_beginning_of_a_book_is_read() -> None:
    assert found("So be. " * 2_000 + "I cut it by 4%.") == frozenset()
