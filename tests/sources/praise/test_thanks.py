"""The language of thanks: what praises, what is manners, and whom it is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.sources.praise.thanks import praise

PRAISES = (
    "Thanks so much for fixing the checkout, it saved our Friday.",
    "Thank you for the review, it caught a real bug.",
    "Great work on the migration!",
    "Kudos, that rollout was flawless.",
    "You saved the release.",
    "I really appreciate how you explained the cache.",
    "We could not have shipped without you.",
    "Well done!",
    "Vielen Dank für die schnelle Hilfe beim Ausfall.",
    "Super gemacht, das Deployment lief glatt.",
    "Merci beaucoup pour ton aide hier.",
    "Merci d\u2019avoir sauvé la mise en production.",
    "Muchas gracias por arreglar la factura.",
    "Buen trabajo con el despliegue.",
    "Grazie mille per il tuo lavoro.",
    "Muito obrigada pela ajuda com o deploy.",
    "Bedankt voor je hulp gisteren.",
    "Dziękuję bardzo za pomoc przy awarii.",
    "Tack så mycket för hjälpen igår.",
    "本当にありがとうございました。",
    "谢谢你修好了部署。",
)
MANNERS = (
    "Thanks in advance for having a look.",
    "Thank you for your patience.",
    "Thanks for the quick reply.",
    "Thank you for contacting support.",
    "Thanks!",
    "No, thank you for asking.",
    "Thanks, but we go another way for now.",
    "Danke für deine Rückmeldung.",
    "Vielen Dank im Voraus für die Prüfung.",
    "Merci pour votre compréhension.",
    "Gracias por su paciencia.",
    "Grazie per la risposta.",
    "Bedankt voor je bericht.",
    "That was not a great job.",
    "Das war keine gute Arbeit.",
    "Could you send me the report for May?",
    "The job runs every night.",
)


@pytest.mark.parametrize("words", PRAISES)
def test_praise_is_found_in_many_languages_to_the_letter(words: str) -> None:
    assert praise(words) == words


@pytest.mark.parametrize("words", MANNERS)
def test_manners_are_no_praise(words: str) -> None:
    assert praise(words) == ""


def test_praise_of_somebody_else_is_not_the_persons() -> None:
    assert praise("Thanks to Fred for the fix, it works now.", ["Ed"]) == ""
    assert praise("Kudos to @Ed for the fix, it works now.", ["Ed"], to_me=False) != ""
    assert praise("Shout-out to Ed and Grace for the drill.", ["Ed Stone"]) != ""


def test_whoever_is_not_spoken_to_must_be_named_whole_and_as_written() -> None:
    words = "Great work on the drill, Ed."
    assert praise(words, to_me=False) == ""
    assert praise(words, ["Ed"], to_me=False) == words
    assert praise("Great work on the edited drill.", ["Ed", "ed stone"], to_me=False) == ""


def test_only_the_paragraphs_that_praise_are_kept_and_a_gap_is_marked() -> None:
    text = "Hi Ed,\n\nGreat work on\nthe drill.\n\nThe invoice is due.\n\nThanks again for the help with it."
    assert praise(text) == "Great work on the drill.\n[…]\nThanks again for the help with it."


def test_of_a_long_paragraph_only_the_sentences_are_kept() -> None:
    text = f"Great work on the drill. {'It was a long night. ' * 40}You saved our weekend!"
    assert praise(text) == "Great work on the drill. […] You saved our weekend!"


@given(text=st.text(max_size=400), names=st.lists(st.text(min_size=1, max_size=5), max_size=2), to_me=st.booleans())
def test_no_word_is_made_up(text: str, names: list[str], *, to_me: bool) -> None:
    said = praise(text, names, to_me=to_me).replace("[…]", " ").split()
    assert set(said) <= {*text.replace("[…]", " ").split()}
