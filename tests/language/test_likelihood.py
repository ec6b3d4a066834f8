"""The languages' chances, computed for many texts in step."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from monitor.language.likelihood import LANGUAGES, chances

WRITTEN = (
    "warga menunggu hasil penghitungan suara di balai desa",
    "ojo lali sesuk teka nang tps yo rek",
    "the ballots will be counted tomorrow morning at eight",
    "cafe\u0301 \U0001f5f3 \ud55c\uad6d",
    "a",
)


@pytest.fixture(scope="module")
def py3langid():
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(codec="utf-8")).map(str.lower)))
def test_many_texts_at_once_have_the_chances_py3langid_gives_each(py3langid, drawn):
    """Proves that whatever texts share a batch, each is judged as the library judges it alone."""
    texts = [*drawn, *WRITTEN]

    for text, chance in zip(texts, chances(texts), strict=True):
        assert chance == pytest.approx(dict(py3langid.rank(text)), abs=1e-4)
