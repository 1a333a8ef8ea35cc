"""Network and files: an address, a path or standard input enters, Pages leave; nothing is understood here."""
