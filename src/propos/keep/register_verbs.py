"""The register of actors as verbs of the archive: what people change in it, and what they are asked about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Engine

from propos.keep import changes
from propos.keep.database import reading_from, writing_to
from propos.keep.records import ActorChange, ActorSummary


class Register:
    """The verbs of an Archive that are about who is who; every change can be undone."""

    _engine: Engine

    def merge_actors(self, actor_id: int, into_id: int) -> int:
        """Make one actor of two; lasts through every re-reading. Gives the change's id, for ``undo_change``."""
        with writing_to(self._engine) as connection:
            return changes.merge_actors(connection, actor_id, into_id, datetime.now(UTC))

    def split_actor(self, actor_id: int, article_ids: Collection[int]) -> int:
        """Make a new actor of whoever is meant in the given articles. Gives the change's id."""
        with writing_to(self._engine) as connection:
            return changes.split_actor(connection, actor_id, article_ids, datetime.now(UTC))

    def rename_actor(self, actor_id: int, name: str) -> int:
        """Give an actor another name; both names mean this actor from now on. Gives the change's id."""
        with writing_to(self._engine) as connection:
            return changes.rename_actor(connection, actor_id, name, datetime.now(UTC))

    def identify_actor(self, actor_id: int, wikidata: str | None) -> int:
        """Say which Wikidata item an actor is, like ``Q42``; None takes it away. Gives the change's id."""
        with writing_to(self._engine) as connection:
            return changes.identify_actor(connection, actor_id, wikidata, datetime.now(UTC))

    def undo_change(self, change_id: int) -> None:
        """Take a change of the register back.

        Raises:
            ArchiveError: If it is not in force, or a later change stands on it.
        """
        with writing_to(self._engine) as connection:
            changes.undo_change(connection, change_id, datetime.now(UTC))

    def list_changes(self, actor_id: int) -> tuple[ActorChange, ...]:
        """The history of an actor of the register, the last change first."""
        with reading_from(self._engine) as connection:
            return changes.list_changes(connection, actor_id)

    def suggest_actors(self, actor_id: int) -> tuple[ActorSummary, ...]:
        """Actors who may be the same as one, from their names: somebody should decide."""
        with reading_from(self._engine) as connection:
            return changes.suggest_actors(connection, actor_id)
