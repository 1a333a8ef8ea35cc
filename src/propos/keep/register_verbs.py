"""The register of actors as verbs of the archive: what people change in it, and what they are asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from propos.keep import changes, identities, items
from propos.keep.database import reading_from, writing_to
from propos.keep.records import ActorChange, ActorSummary
from propos.keep.register_records import Identity, ItemRecord, ItemSuggestion
from propos.keep.wikidata.importing import Imported, import_dump


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

    def refuse(self, actor_id: int, other: int | str) -> int:
        """Say that an actor is not another one, or not a Wikidata item; it is not suggested any more.

        Returns:
            The change's id, for ``undo_change``.
        """
        with writing_to(self._engine) as connection:
            return changes.refuse(connection, actor_id, other, datetime.now(UTC))

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

    def suggest_items(self, actor_id: int) -> tuple[ItemSuggestion, ...]:
        """Items of Wikidata that an actor may be, from name and country or office, the likeliest first.

        ``identify_actor`` confirms one, ``refuse`` turns it down.
        """
        with reading_from(self._engine) as connection:
            return items.suggest_items(connection, changes.standing(connection, actor_id))

    def load_item(self, qid: str) -> ItemRecord:
        """An item of Wikidata.

        Raises:
            ArchiveError: If no dump that was imported has it.
        """
        with reading_from(self._engine) as connection:
            return items.load_item(connection, qid)

    def find_items(self, qids: Collection[str]) -> dict[str, ItemRecord]:
        """Those of the items of Wikidata that a dump which was imported has."""
        with reading_from(self._engine) as connection:
            return items.find_items(connection, qids)

    def find_identities(self, article_id: int) -> tuple[Identity, ...]:
        """For each actor whom an article calls only by an office, who held it at its date, if that can be told.

        ``merge_actors`` joins the one to the other for good, ``refuse`` turns it down.
        """
        with reading_from(self._engine) as connection:
            return identities.find_identities(connection, article_id)

    def find_identity(self, actor_id: int) -> Identity | None:
        """Who an actor is that an article calls only by an office, if that can be told."""
        with reading_from(self._engine) as connection:
            return identities.find_identity(connection, actor_id)

    def find_descriptions(self, actor_id: int) -> tuple[Identity, ...]:
        """Where an actor may be meant by an office alone, the latest article first."""
        with reading_from(self._engine) as connection:
            return identities.find_descriptions(connection, changes.standing(connection, actor_id))

    def import_wikidata(self, file: Path) -> Iterator[Imported]:
        """Read a JSON dump of Wikidata (also ``.gz``, ``.bz2``) into the look-up table of items.

        Yields:
            How far it has come, after each batch; what was read is kept, and a run that was stopped goes on there.

        Raises:
            ReadError: If the file cannot be read to its end.
        """
        return import_dump(self._engine, file)
