"""The sentences about people stand in the catalogue, in the same English and in Chinese."""

import re

import pytest

from rules.texts import Text
from service.portfolio import people_texts
from service.words import CHINESE, ENGLISH, language

TEXTS = [text for text in vars(people_texts).values() if isinstance(text, Text)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_a_sentence_is_the_same_in_the_catalogue_and_has_chinese_words(text: Text) -> None:
    english, chinese = (language(tag).texts[text.code] for tag in (ENGLISH, CHINESE))

    assert english == text.english
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english))
