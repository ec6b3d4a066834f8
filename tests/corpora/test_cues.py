"""The cue words keep their rules, the user's own too."""

import pytest

from monitor.corpora.cues import cue_version, cues
from monitor.errors import BadCorpus

GROUP = """version = 1
[[group]]
kind = "urgency"
language = "id"
value = 0.5
source = "general"
note = "Percobaan."
phrases = ["{}"]
"""


def test_every_group_tells_its_source_and_its_limits():
    """Proves that no phrase stands without a source and a note, or twice for one kind."""
    for group in cues():
        assert group.source
        assert group.note
        assert len(set(group.phrases)) == len(group.phrases)


@pytest.mark.parametrize("phrase", ["hoaks", "cek fakta dulu", "kata kompas"])
def test_a_phrase_that_judges_is_refused(tmp_path, phrase):
    """Proves that a user's file cannot bring in verdict words or outlets, and says which."""
    own = tmp_path / "cues.toml"
    own.write_text(GROUP.format(phrase), encoding="utf-8")

    with pytest.raises(BadCorpus, match=f"'{phrase}'"):
        cues(own)


@pytest.mark.parametrize("phrase", ["HURUF BESAR", "a.*b", " ujung", ""])
def test_a_phrase_that_could_never_match_is_refused(tmp_path, phrase):
    """Proves that phrases are plain lower-case words, since they are matched on such text."""
    own = tmp_path / "cues.toml"
    own.write_text(GROUP.format(phrase), encoding="utf-8")

    with pytest.raises(BadCorpus, match="phrases"):
        cues(own)


def test_a_missing_file_is_one_clear_line(tmp_path):
    """Proves that the version cannot be made of a file that is not there."""
    with pytest.raises(BadCorpus, match=r"tidak ada\.toml"):
        cue_version(tmp_path / "tidak ada.toml")
