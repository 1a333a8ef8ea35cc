"""A Page enters, an Article leaves: text, paragraphs and metadata. Nothing is fetched, nothing is searched."""
