"""Measurements: quality against gold data and public peers, speed, memory."""
