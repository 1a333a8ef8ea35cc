"""Mentions and Statements enter; Actors, Speakers, Relays and Utterances leave. No text is searched here."""
