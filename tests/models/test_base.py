"""What every translator can do, and that a wrapper loses nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat.models.base import Draft, Reply
from tests.builders import Fixed, Wrapped

DRAFT = Draft("Guten Tag.", terms=(("Tag", "day"),))


class Able(Fixed):
    """A translator with every ability."""

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        for index in range(len(sentences)):
            yield from (Reply(index, "Good", done=False), Reply(index, "Good day."))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        yield from ([f"Hi, {source}."], ["Hey."])


def test_a_translator_of_whole_sentences_drafts_them_and_revises_nothing() -> None:
    translator = Fixed({"Guten Tag.": "Good day."})
    drafts = list(translator.drafts(["Guten Tag.", "Unbekannt."], source="de"))
    assert sorted(drafts, key=lambda reply: reply.index) == [Reply(0, "Good day."), Reply(1, "")]
    assert list(translator.revisions(DRAFT, source="de")) == []


def test_a_wrapper_of_a_wrapper_keeps_every_ability() -> None:
    translator = Wrapped(Wrapped(Able(default=str.upper)))
    assert dict(translator.translate(["ja"], source="de")) == {0: "JA"}
    assert list(translator.drafts(["ja"], source="de")) == [Reply(0, "Good", done=False), Reply(0, "Good day.")]
    assert list(translator.revisions(DRAFT, source="fr")) == [["Hi, fr."], ["Hey."]]
