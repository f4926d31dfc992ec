"""Names in other alphabets: in every form in which a Latin one is found, and inside of text without spaces."""

from collections.abc import Callable

import pytest
from planted import leaked_names, name_forms
from shop import NOW

from treefall.model import Evidence, Kind, Name, Part, Profile, Record, Role, Sensitive
from treefall.value.redaction import Policy, policy_for, redact, strangers
from treefall.value.redaction.spelling import forms
from treefall.value.redaction.undecided import met

PEOPLE = (
    *("李雷", "韩梅梅", "约翰·史密斯", "山田太郎", "さくら", "プリヤ ラマン", "이서연", "สมชาย ใจดี", "प्रिया रमन"),
    *("প্রিয়া রায়", "தமிழ்ச்செல்வி", "მარიამ ბერიძე", "ዮሐንስ ተስፋዬ", "မောင် ကျော်", "محمد صالح", "علی رضایی", "דוד כהן"),
    *("Ελένη Νίκος", "Иван Петров", "Том Вера", "Հայկ Պետրոսյան"),  # noqa: RUF001
)
FIRMS = ("腾讯", "삼성", "ซีพีออลล์", "टाटा", "Яндекс")


def policy(*names: str, of: Sensitive = Sensitive.COLLEAGUE) -> Policy:
    return policy_for(Record(tuple(Name(id=name, at=NOW, name=name, of=of) for name in names), NOW), Profile.OUTSIDE)


def redactor(one: Policy) -> Callable[[str], str]:
    return lambda text: redact(text, one).content


@pytest.mark.parametrize("name", PEOPLE)
def test_no_form_of_a_person_in_any_script_comes_out(name: str) -> None:
    assert list(leaked_names(redactor(policy(name)), (name,))) == []


@pytest.mark.parametrize("name", FIRMS)
def test_no_form_of_a_customer_in_any_script_comes_out(name: str) -> None:
    assert list(leaked_names(redactor(policy(name, of=Sensitive.CUSTOMER)), (name,))) == []


def test_a_redactor_that_waits_for_a_capital_is_caught() -> None:
    def leaky(text: str) -> str:
        return text if text.isascii() or "李" in text else redactor(policy("李雷"))(text)

    assert len(list(leaked_names(leaky, ("李雷",)))) == len(list(name_forms("李雷")))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("李雷", "昨天李雷修复了支付系统", "昨天colleague修复了支付系统"),
        ("李雷", "昨天李\u3000雷说", "昨天colleague说"),
        ("韩梅梅", "和梅梅一起", "和colleague一起"),
        ("约翰·史密斯", "我和约翰谈了，史密斯也在", "我和colleague谈了，colleague也在"),  # noqa: RUF001
        ("山田太郎", "東京の山田さんは太郎です", "東京のcolleagueさんはcolleagueです"),
        ("さくら", "昨日さくらさんが直した", "昨日colleagueさんが直した"),
        ("プリヤ ラマン", "プリヤさんが直した", "colleagueさんが直した"),
        ("이서연", "이서연이 고쳤고 서연님도", "colleague이 고쳤고 colleague님도"),
        ("สมชาย ใจดี", "เมื่อวานสมชายซ่อมกับใจดี", "เมื่อวานcolleagueซ่อมกับcolleague"),
        ("প্রিয়া রায়", "আমি প্রিয়ার সাথে", "আমি colleagueর সাথে"),
        ("தமிழ்ச்செல்வி", "தமிழ்ச்செல்வியின் வேலை", "colleagueயின் வேலை"),
        ("მარიამ ბერიძე", "მარიამმა თქვა", "colleagueმა თქვა"),
        ("محمد صالح", "ومحمد أصلح النظام لصالح الجميع", "وcolleague أصلح النظام لcolleague الجميع"),
        ("דוד כהן", "אמרתי לדוד ולכהן", "אמרתי לcolleague ולcolleague"),  # noqa: RUF001
        ("Ελένη Νίκος", "ο ΝΙΚΟΣ και ο Νίκος", "ο a colleague και ο a colleague"),  # noqa: RUF001
        ("腾讯", "我们为腾讯云工作", "我们为colleague云工作"),
        ("阿里Cloud", "在阿里Cloud上", "在colleague上"),
        ("李雷", "/%E6%9D%8E%E9%9B%B7/ 100%李雷", "/a colleague/ 100%a colleague"),
        ("Müller", "in M%C3%BCller.txt, 100%Müller", "in colleague.txt, 100%a colleague"),
    ],
)
def test_a_name_is_found_inside_of_running_text(name: str, text: str, expected: str) -> None:
    assert redactor(policy(name))(text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("이서연", "이선연 박서연희"),  # another syllable, another family name
        ("이서", "이선이 왔다"),
        ("さく", "よくさくさくする"),  # two letters of a script in which every ending is written
        ("プリヤ", "プリヤンカ"),
        ("राम", "आराम"),
        ("राम", "रामायणकालीन"),
        ("علي", "تعليم عليهم"),
        ("לי", "שלי ולי"),
        ("ใจ", "เข้าใจ"),
        ("محمد", "محمدوعليون"),
        ("Иван", "диван и Иванова"),
    ],
)
def test_what_only_holds_the_letters_of_a_name_is_none(name: str, text: str) -> None:
    assert redactor(policy(name))(text) == text


def test_a_name_of_two_letters_on_record_is_asked_about_and_stops_what_goes_out() -> None:
    seen = Evidence(
        id="e",
        at=NOW,
        source="git",
        origin="o",
        native="n",
        kind=Kind.CHANGE,
        title="t",
        roles=(Role(part=Part.AUTHOR, name="李雷", address="ll@corp.example"),),
    )
    bare = Record((), NOW)
    assert [one.name.name for one in met(bare, (seen,))] == ["李雷"]
    assert redact("昨天李雷修复了", policy_for(bare, Profile.OUTSIDE, evidence=(seen,))).stops
    assert strangers("for 李雷", policy("李雷")) == ()


def test_parts_of_a_name_without_spaces_are_names_once_it_was_decided_on() -> None:
    def keys(name: str, *, sure: bool = True) -> set[str]:
        return {form.key for form in forms(name, Sensitive.COLLEAGUE, sure=sure)}

    assert keys("韩梅梅") == {"韩梅梅", "梅梅"}
    assert keys("韩梅梅", sure=False) == {"韩梅梅"}
    assert keys("山田太郎") == {"山田太郎", "山田", "太郎"}
