"""Takes a transition parser's steps for many texts at once, each in a few operations on whole arrays.

spaCy takes the same steps in compiled code, one state after the other. As built for Python below 3.12, that code has
hooks for profilers, which let go of the interpreter's lock and wait for it again for every hidden unit of every state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.batchers import minibatch_by_words

#: How many words are parsed at once: what is worked out beforehand takes some 4 kB of memory a word.
WORDS = 8000
#: The component that is replaced, and the one that stands for it.
PARSER, STEPS = "parser", "propos_steps"


@Language.factory(STEPS)
class Steps:
    """A component that says what the parser of the same pipeline would say.

    Source: the greedy arc-eager parser of spaCy, ``spacy.pipeline.transition_parser``.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self._parser: Any = nlp.get_pipe(PARSER)

    def __call__(self, doc: Doc) -> Doc:
        """Parses one text."""
        [parsed] = self.pipe([doc])
        return parsed

    def pipe(self, docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Parses texts as they come, as many at once as have ``WORDS`` words."""
        for batch in minibatch_by_words(docs, WORDS):
            self._parser.set_annotations(batch, self._last_states(batch))
            yield from batch

    def _last_states(self, docs: Sequence[Doc]) -> list[Any]:
        """The state that the parser ends in for each text."""
        parser = self._parser
        states: list[Any] = parser.moves.init_batch(docs)
        going_on = [state for state in states if not state.is_final()]
        if not going_on:
            return states
        model = parser.model.predict(docs)
        weights, bias = (model.vec2scores.get_param(name) for name in ("W", "b"))
        unseen = sorted(parser.model.attrs["unseen_classes"])
        while going_on:
            scores = model.state2vec.predict(model.get_token_ids(going_on)) @ weights.T
            scores += bias
            if unseen:
                scores[:, unseen] = scores.min()
            going_on = parser.transition_states(going_on, scores)
        model.clear_memory()
        return states


def step_together(nlp: Language) -> None:
    """Puts ``Steps`` in the place of a greedy parser; leaves a parser of another kind as it is."""
    parser: Any = nlp.get_pipe(PARSER) if nlp.has_pipe(PARSER) else None
    if parser and parser.cfg.get("beam_width") == 1 and parser.model.attrs.get("has_upper"):
        nlp.add_pipe(STEPS, after=PARSER)
        nlp.disable_pipe(PARSER)
