"""What people and programs see: command line, web pages, JSON. Nothing is found or stored here."""
