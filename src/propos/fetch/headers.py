"""What response headers say of the bytes that follow."""

from __future__ import annotations

from email.message import Message


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """The media type and the character set of a Content-Type header; None for what it does not say.

    Example:
        >>> content_type('text/html; charset="ISO-8859-1"')
        ('text/html', 'iso-8859-1')
    """
    if not value:
        return None, None
    message = Message()
    message["content-type"] = value
    # Message answers text/plain for what it cannot read: then the header says nothing.
    media_type = message.get_content_type() if "/" in value.split(";")[0] else None
    return media_type, message.get_content_charset()
