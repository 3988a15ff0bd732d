"""The answers to two questions that were asked in one, as one answer. A leaf."""

from __future__ import annotations

from collections.abc import Sequence

from chat.schema import Answer


def of_both(answers: Sequence[Answer], *, refusal: str) -> Answer:
    """Return the answers to two questions as one, which names the question that the article does not answer.

    Args:
        answers: each with the question as `asked`, in English.
        refusal: how that is said, with a full stop.
    """
    if all(answer.verdict == "not_in_article" for answer in answers):
        return answers[0]
    told = [answer.text for answer in answers if answer.verdict == "answered"]
    refused = [f"{refusal.rstrip('.')}: “{answer.asked}”" for answer in answers if answer.verdict != "answered"]
    citations = {citation.sentence: citation for answer in answers for citation in answer.citations}
    return answers[0].model_copy(
        update={
            "text": " ".join([*told, *refused]),
            "verdict": "answered",
            "citations": tuple(citations.values()),
            "speakers": tuple(dict.fromkeys(name for answer in answers for name in answer.speakers)),
            "nearest": (),
            "quoted": all(answer.quoted for answer in answers),
            "read": next((answer.read for answer in answers if answer.read), None),
        }
    )
