"""Wikidata as a look-up table: a dump enters, items with names, countries and dated offices stay in the archive.

Nothing is downloaded, and nothing here decides who is who: see ``propos.keep.identities``.
"""
