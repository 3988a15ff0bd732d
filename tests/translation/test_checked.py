"""Translation: order, checks, retries, and what is never sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from chat.errors import Cancelled, ModelFailed
from chat.lang.de import text
from chat.lang.de.tokens import Token, tokenize
from chat.lang.text import AnalysedText
from chat.models.base import Draft, Message, Reply
from chat.models.memory import Memory, RememberingTranslator
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.schema import Sentence
from chat.translation import checked
from chat.translation.checked import Step, steps, translate, translate_sentences
from chat.translation.choice import Translation
from chat.translation.reply import FAILED, unwrapped
from tests.builders import Fixed, article, sentence, sentence_asked

BRIDGE = "Die Brücke bleibt bis auf Weiteres gesperrt."


def faults(translation: Translation) -> list[str]:
    return [doubt.message for doubt in translation.warnings]


def one(german: str, *replies: str) -> Translation:
    """Return the translation of one sentence for which the model gives these replies in turn."""
    return dict(translate([german], PromptedTranslator(Scripted(replies, default=""))))[0]


def one_by(model: Scripted, german: str) -> Translation:
    return dict(translate([german], PromptedTranslator(model)))[0]


def english_of(german: str) -> str:
    return f"English of {german}"


def test_every_sentence_comes_back_once() -> None:
    sentences = ["Eins.", "", "Zwei.", "  ", "Drei."]
    assert sorted(index for index, _ in translate(sentences, Fixed(default=english_of))) == [0, 1, 2, 3, 4]


def test_a_sentence_that_the_translator_forgot_is_shown_in_german() -> None:
    class Forgetful(Fixed):
        def translate(self, sentences, *, source):  # type: ignore[no-untyped-def]
            return (item for item in super().translate(sentences, source=source) if item[0])

    results = dict(translate(["Hallo.", "Tschüss."], Forgetful(default=english_of)))
    assert results[0] == Translation(None, (FAILED,))


def test_a_sentence_that_comes_back_twice_counts_once() -> None:
    class Stuttering(Fixed):
        def translate(self, sentences, *, source):  # type: ignore[no-untyped-def]
            return iter([*super().translate(sentences, source=source)] * 2)

    assert len(list(translate(["Hallo.", "Tschüss."], Stuttering(default=english_of)))) == 2


def test_blank_lines_stay_blank_and_are_not_sent() -> None:
    translator = Fixed(default=english_of)
    assert dict(translate(["", "Hallo.", "\t"], translator))[2] == Translation("")
    assert translator.calls == [["Hallo."]]


def test_only_blank_lines_need_no_translator() -> None:
    translator = Fixed()
    assert list(translate(["", " "], translator)) == [(0, Translation("")), (1, Translation(""))]
    assert translator.calls == []


def test_english_comes_back_as_it_is() -> None:
    translator = Fixed()
    assert list(translate(["Hello.", ""], translator, source="en")) == [
        (0, Translation("Hello.")),
        (1, Translation("")),
    ]
    assert translator.calls == []


def test_a_failed_sentence_is_tried_once_more() -> None:
    assert one(BRIDGE, "", "The bridge stays closed.") == Translation("The bridge stays closed.")


def test_of_those_with_the_fewest_faults_the_first_is_taken() -> None:
    german, other = "12 Menschen kamen mit dem Bus.", "Twelve arrived on some coach."
    model = Scripted(["Yes.", "People came here by bus.", "12 people came here by bus.", other])
    assert dict(translate(["Ja.", german], PromptedTranslator(model)))[1].english == "12 people came here by bus."


def test_a_word_that_is_lacking_is_asked_for_again_with_its_english() -> None:
    german, wrong, right = "Die Vermieter protestieren.", "The clouds protest.", "The landlords protest."
    model = Scripted([wrong, right])
    assert one_by(model, german) == Translation(right)
    assert "In it, “Vermieter” means “landlord”." in model.calls[1][-2]["content"]


def test_a_translation_that_lacks_no_word_goes_before_one_that_does() -> None:
    german = "Die Gewerkschaft lehnt den Vorschlag ab."
    assert one(german, "The union is leaving.", "The union rejects the proposal.").english == (
        "The union rejects the proposal."
    )


def test_a_sentence_whose_english_has_no_fault_is_not_revised() -> None:
    model = Scripted(default="The bridge stays closed.")
    dict(translate([BRIDGE], PromptedTranslator(model)))
    assert len(model.calls) == 1


def test_a_sentence_that_lost_a_number_is_drawn_again_and_then_follows_the_one_before() -> None:
    sentences = {"Hallo.": "Hello.", "Es kamen 3.500 Menschen.": "Many came.", "Sie blieben.": "They stayed."}

    def reply(messages: Sequence[Message]) -> str:
        is_after = {"role": "assistant", "content": "English: Hello."} in messages
        return "3,500 people came." if is_after else sentences[sentence_asked(messages)]

    model = Scripted(default=reply)
    results = dict(translate(list(sentences), PromptedTranslator(model)))
    assert results[1] == Translation("3,500 people came.")
    assert [request.temperature > 0 for request in model.requests].count(True) == 1


def test_a_word_that_is_lacking_is_worth_one_effort_and_a_doubt_all() -> None:
    german = "Die Stadt plant einen Tunnel unter dem Fluss."
    lacking = Scripted(default="The city plans a tunnel under it.")
    assert one_by(lacking, german).lacking and len(lacking.calls) == 2
    doubtful = Scripted(default="The city plans 4 tunnels under it.")
    assert one_by(doubtful, german).warnings and len(doubtful.calls) == 3


def test_a_number_still_lost_is_named_in_a_warning() -> None:
    lost = one("Es kamen 3.500 Menschen.", *["Many came."] * 5)
    assert lost.english == "Many came."
    assert [(doubt.kind, doubt.german) for doubt in lost.warnings] == [("number", "3.500")]
    assert faults(lost) == ["The number 3.500 of the German is not in the English."]


def test_a_translation_that_lacks_a_part_is_tried_again_and_marked() -> None:
    german = (
        "Die sechsmalige Grammy-Gewinnerin Lady Gaga sang die Hymne, während Marlee Matlin sie in Gebärden übersetzte."
    )
    short, whole = (
        "Lady Gaga sang the anthem.",
        ("Six-time Grammy winner Lady Gaga sang the anthem while Marlee Matlin translated it into sign language."),
    )
    assert "lost_text" in [doubt.kind for doubt in one(german, *[short] * 5).warnings]
    assert one(german, short, whole) == Translation(whole)


def test_an_invented_number_is_named_in_a_warning() -> None:
    assert faults(one("Viele kamen.", *["400 came."] * 5)) == ["The number 400 of the English is not in the German."]


@pytest.mark.parametrize(
    ("first", "second", "better"),
    [
        ("3 of 40 came.", "Many came.", "3 of 40 came."),
        ("Many came.", "3 came.", "3 came."),
        ("Many came.", "", "Many came."),
        ("A few came.", "Some came.", "A few came."),
    ],
)
def test_the_candidate_with_fewer_faults_wins(first: str, second: str, better: str) -> None:
    assert one("Es kamen 3 von 40 Gästen.", first, second).english == better


def translated(translator: object, **options: object) -> tuple[Sentence, ...]:
    return translate_sentences(article(), translator, **options)  # type: ignore[arg-type]


def test_sentences_come_back_in_document_order() -> None:
    result = translated(Fixed(default=english_of))
    assert [s.id for s in result] == [s.id for s in article()]
    assert all(s.english == english_of(s.plain) for s in result if s.kind != "boilerplate" and s.id != 2)


def test_boilerplate_is_never_sent() -> None:
    translator = Fixed(default=english_of)
    result = translated(translator)
    assert result[3].english is None and not result[3].warnings
    assert not any("Lesen Sie auch" in text for call in translator.calls for text in call)


def test_a_sentence_is_tagged_once_for_all_its_proposals(monkeypatch: pytest.MonkeyPatch) -> None:
    tagged: list[str] = []

    def counted(given: str) -> list[Token]:
        tagged.append(given)
        return tokenize(given)

    monkeypatch.setattr(text, "tokenize", counted)
    assert one("Es kamen 3.500 Menschen.", *["Many came."] * 5).warnings
    assert tagged == ["Es kamen 3.500 Menschen."]


def test_what_was_worked_out_of_the_german_stays_with_the_sentence() -> None:
    given = article()
    made = translate_sentences(given, Fixed(default=english_of))
    assert all(sentence.in_german is before.in_german for sentence, before in zip(made, given, strict=True))


def test_an_article_that_is_all_boilerplate_needs_no_translator() -> None:
    lines = [sentence(1, "Anzeige", kind="boilerplate")]
    assert translate_sentences(lines, PromptedTranslator(Scripted())) == tuple(lines)


def test_a_failing_model_leaves_every_sentence_in_german() -> None:
    result = translated(PromptedTranslator(Scripted()))
    assert all(s.english is None and s.warnings == (FAILED,) for s in result if s.kind != "boilerplate")


def test_each_sentence_is_told_as_its_english_comes_about() -> None:
    told: list[Sentence] = []
    translated(PromptedTranslator(Scripted(default="Two words.")), on_change=told.append)
    assert {sentence.id for sentence in told} == {1, 2, 3, 5, 6, 7}
    of_second = [(sentence.english, sentence.state) for sentence in told if sentence.id == 2]
    assert of_second[:3] == [("Two", "known"), ("Two words.", "known"), ("Two words.", "draft")]
    assert of_second[-1] == ("Two words.", "checked")


def stop_after(calls: int) -> Callable[[], bool]:
    answers = iter([False] * calls + [True] * 100)
    return lambda: next(answers)


def test_of_a_reply_without_end_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = []

    def noted(reply: str, original: AnalysedText) -> str:
        lengths.append(len(reply))
        return unwrapped(reply, original)

    monkeypatch.setattr("chat.translation.checked.unwrapped", noted)
    endless = Scripted(default="The bridge stays closed for now, he said on Monday. " * 200)
    *begun, settled = steps([BRIDGE], PromptedTranslator(endless))
    assert begun[10].translation.english and begun[-1].translation.english is None
    assert settled.translation == Translation(None, (FAILED,))
    assert max(lengths) < 1_000
    assert sum(step.translation.english is None for step in begun) <= 2  # as a draft too, not for each of 1,800 words


@pytest.mark.parametrize("calls", [0, 2])
def test_cancelling_raises_and_tells_no_more(calls: int) -> None:
    done: list[int] = []
    with pytest.raises(Cancelled):
        translated(Fixed(default=english_of), cancelled=stop_after(calls), on_change=lambda s: done.append(s.id))
    assert len(done) == calls


def test_cancelling_while_trying_again_raises() -> None:
    with pytest.raises(Cancelled):
        translated(Fixed(), cancelled=lambda: True)


@pytest.mark.parametrize("calls", [0, 2])
def test_phrases_can_be_cancelled_between_sentences(calls: int) -> None:
    done = []
    with pytest.raises(Cancelled):
        for index, _ in translate(["Eins.", "Zwei.", "Drei."], Fixed(default=english_of), cancelled=stop_after(calls)):
            done.append(index)
    assert len(done) == calls


class Crowded(Fixed):
    """A translator that notes how many sentences it revises at once; each waits until as many are as there can be."""

    def __init__(self, *, parallel: int) -> None:
        super().__init__()
        self.parallel = parallel
        self.at_once = self.most = 0
        self._turn = threading.Condition()

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        with self._turn:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self._turn.notify_all()
            self._turn.wait_for(lambda: self.most >= self.parallel, timeout=60)
        try:
            yield ["A reply."]
        finally:
            with self._turn:
                self.at_once -= 1


@pytest.mark.parametrize("parallel", [1, 3])
def test_no_more_sentences_are_revised_at_once_than_the_translator_takes(parallel: int) -> None:
    translator = Crowded(parallel=parallel)
    made = dict(translate([f"Satz {name}." for name in "ABCDEF"], translator))
    assert len(made) == 6
    assert translator.most == parallel


class Halting(Fixed):
    """A translator of faulty drafts that goes on with the fourth effort only when the translation was stopped."""

    def __init__(self, stopped: threading.Event) -> None:
        super().__init__(default=lambda _: "Many came.")
        self.efforts = 0
        self.fourth = threading.Event()
        self._stopped = stopped

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        for _ in range(9):
            self.efforts += 1
            if self.efforts == 4:
                self.fourth.set()
                self._stopped.wait(60)
            yield ["Many came."]


def test_when_it_is_stopped_no_other_effort_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()

    class Noted(threading.Event):
        def set(self) -> None:
            super().set()
            stopped.set()

    monkeypatch.setattr(checked, "threading", SimpleNamespace(Event=Noted))
    translator = Halting(stopped)
    sentences = [f"Es kamen {number}." for number in range(3, 9)]
    with pytest.raises(Cancelled):
        list(translate(sentences, translator, cancelled=lambda: translator.efforts > 0 and translator.fourth.wait(60)))
    assert translator.efforts == 4  # the three of the first sentence, and one of the next


class InTurn(Fixed):
    """A translator that drafts sentences in a given order, slowly, and knows two more translations of each."""

    def __init__(self, known: dict[str, str], order: Sequence[int], revised: Sequence[str]) -> None:
        super().__init__(known)
        self._order = order
        self._revised = revised

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        for index in self._order:
            yield Reply(index, self._known[sentences[index]])
            time.sleep(0.1)

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        yield self._revised


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_a_term_is_called_does_not_depend_on_which_draft_came_first(order: Sequence[int]) -> None:
    known = {"Der Landkreis hat 3 Schulen.": "The county has schools.", "Der Landkreis zahlt.": "The district pays."}
    revised = ["The county has 3 schools.", "The district has 3 schools."]
    made = dict(translate([*known], InTurn(known, order, revised)))
    assert [made[index].english for index in range(2)] == ["The district has 3 schools.", "The district pays."]


def test_the_sentence_before_is_the_one_before_in_the_article_as_it_is_settled() -> None:
    model = Scripted(default="It costs 5 million.")
    given = [sentence(1, "Erst.", "First."), sentence(2, "Dann.", "Then."), sentence(3, "Es kostet 4 Millionen.")]
    given = [*(one.model_copy(update={"state": "checked"}) for one in given[:2]), given[2]]
    translate_sentences(given, PromptedTranslator(model))
    assert [message["content"] for message in model.calls[-1]][1:3] == ["German: Dann.", "English: Then."]


def test_phrases_have_no_sentence_before_them() -> None:
    model = Scripted(default="It costs 5 million.")
    dict(translate(["Ja.", "Es kostet 4 Millionen."], PromptedTranslator(model), is_text=False))
    assert all(len(call) == 3 for call in model.calls)


class Certain(Fixed):
    """A translator that is as certain of its drafts as it is told to be, and revises each in one way."""

    def __init__(self, certainty: float | None, *, revised: str) -> None:
        super().__init__(default=english_of)
        self._certainty = certainty
        self._revised = revised
        self.revised: list[str] = []

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        for index, english in self.translate(sentences, source=source):
            yield Reply(index, english, certainty=self._certainty)

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        self.revised.append(draft.sentence)
        yield [self._revised]


@pytest.mark.parametrize(("certainty", "is_compared"), [(None, False), (-0.01, False), (-5.0, True)])
def test_a_draft_that_the_translator_was_uncertain_of_is_compared_with_another(
    certainty: float | None, is_compared: bool
) -> None:
    translator = Certain(certainty, revised="Another.")
    made = dict(translate(["Ja."], translator))
    assert bool(translator.revised) == is_compared
    assert made[0].english == "English of Ja."  # of two that are as good the first


def test_a_draft_that_was_made_before_is_not_made_again() -> None:
    translator = Fixed(default=english_of)
    given = [sentence(1, "Ja.", "Yes, I know.").model_copy(update={"state": "draft"}), sentence(2, "Nein.")]
    made = translate_sentences(given, translator)
    assert [(one.english, one.state) for one in made] == [("Yes, I know.", "checked"), ("English of Nein.", "checked")]
    assert translator.calls == [["Nein."]]


def test_what_is_settled_stays_as_it_is() -> None:
    settled = sentence(1, "Es kamen 3.", "Many came.").model_copy(update={"state": "checked"})
    assert translate_sentences([settled], Fixed(default=english_of)) == (settled,)


class Gone(Fixed):
    """A translator that drafts, and then has gone or stumbles over one sentence."""

    def __init__(self, *, answers: bool) -> None:
        super().__init__(default=lambda _: "Many came.")
        self._answers = answers
        self._drafted = False

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        if self._drafted and not self._answers:
            raise ModelFailed("gone")
        self._drafted = True
        yield from super().translate(sentences, source=source)

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        raise ModelFailed("gone")
        yield [""]


def test_a_translator_that_has_gone_leaves_drafts_drafts() -> None:
    told: list[Step] = []
    with pytest.raises(ModelFailed):
        for step in steps(["Ja.", "Es kamen 3."], Gone(answers=False)):
            told.append(step)
    assert [step.state for step in told if step.index == 1] == ["draft"]


def test_one_that_has_gone_is_found_out_though_it_is_remembered(tmp_path: Path) -> None:
    gone = RememberingTranslator(Gone(answers=False), Memory(tmp_path / "memory.sqlite3"))
    for _ in range(2):
        with pytest.raises(ModelFailed):
            dict(translate(["Es kamen 3."], gone))


def test_a_translator_that_stumbles_over_one_sentence_settles_it_as_it_is() -> None:
    made = dict(translate(["Ja.", "Es kamen 3."], Gone(answers=True)))
    assert made[1].english == "Many came." and made.keys() == {0, 1}
