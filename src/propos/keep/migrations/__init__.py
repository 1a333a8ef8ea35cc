"""How the archive's tables came to be what they are; append only."""
