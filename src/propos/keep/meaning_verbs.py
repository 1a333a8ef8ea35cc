"""What statements may mean, as verbs of the archive: possible paraphrases and translations, only ever suggested."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, exists, select

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.database import reading_from
from propos.keep.records import Verification
from propos.keep.variants import find_suggested

# Numpy takes a quarter of a second to load: whoever does not compare meanings must not pay for it.
if TYPE_CHECKING:
    from propos.keep.encoders import Encoder
    from propos.keep.meanings import Compared, Store


class Meanings:
    """The verbs of an Archive that compare statements by meaning; an encoder is an extra that can be swapped."""

    _engine: Engine

    @cached_property
    def encoder(self) -> Encoder | None:
        """What makes vectors of texts, loaded when it is first needed; None if none is installed or set."""
        from propos.keep.encoders import load_encoder

        return load_encoder()

    @cached_property
    def _vectors(self) -> Store:
        from propos.keep.meanings import Store

        return Store()

    def suggest(self) -> Iterator[Compared]:
        """Compare all statements by meaning that were not yet, and suggest paraphrases and translations.

        Yields:
            How far it has come, after each batch; a run that was stopped goes on where it was.

        Raises:
            ArchiveError: If there is no encoder.
        """
        from propos.keep.encoders import INSTALL
        from propos.keep.meanings import compare_all

        if self.encoder is None:
            raise ArchiveError(f"no encoder is installed to compare meanings with: {INSTALL}")
        return compare_all(self._engine, self.encoder, self._vectors)

    def find_suggested(self, article_id: int) -> dict[str, int]:
        """For each statement of an article that may be a variant of another utterance, too, its own utterance."""
        with reading_from(self._engine) as connection:
            return find_suggested(connection, article_id)

    def count_compared(self) -> int:
        """How many statements were compared by meaning, with the present encoder."""
        from propos.keep.meanings import count_vectors

        with reading_from(self._engine) as connection:
            return count_vectors(connection, self.encoder)

    def _verify_meaning(
        self, connection: Connection, answer: Verification, *, speaker: str | None, since: str | None, until: str | None
    ) -> Verification:
        """The answer after a look at meanings, where vectors are at hand."""
        if not connection.scalar(select(exists().where(t.vector.c.id.is_not(None)))):
            return answer
        from propos.keep.meanings import count_vectors, verify_meaning

        if self.encoder is None or not count_vectors(connection, self.encoder):
            return answer
        return verify_meaning(
            connection, answer, self.encoder, self._vectors, speaker=speaker, since=since, until=until
        )
