"""The archive: Readings enter the database and leave it. Nothing is read or decided here."""
