"""The web pages and the JSON API, served from one Archive."""
