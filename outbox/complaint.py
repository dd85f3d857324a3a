"""A complaint on its way to the complaints team (R056): fixed words around the very bytes that came.

The mail is attached as a file, in base64 and as application/octet-stream, not as message/rfc822: that type may not be
encoded (RFC 2046 5.2.1), so a server on the way would be free to mend its long lines, its line ends and its octets beyond
ASCII. As a file every byte arrives as it was, and its name lets mail programs open it as the mail it is.
"""

from __future__ import annotations

KIND = "complaint"
SUBJECT = "A complaint for the complaints team"
WHAT = (
    "A complaint has come to the mailbox of the service. It is attached, as it came and as a whole. The service has read nothing "
    "in it but that it is a complaint."
)
TODO = "The coordinator knows that it came. Nobody has been sent an answer: please answer it as your rules for complaints say."
FILE_NAME = "complaint.eml"
LARGEST = 15 * 1024 * 1024  # bytes of a mail that is passed on; base64 makes a third more, and most servers take 25 MiB


def complaint_cause(message: int) -> str:
    """A mail is passed on once to each reader, however often it is decided: «complaint 12»."""
    return f"{KIND} {message}"


def message_of(cause: str) -> int | None:
    """The number of the kept mail that a complaint's letter passes on; None if the cause is no complaint's."""
    kind, _, number = cause.partition(" ")
    return int(number) if kind == KIND and number.isascii() and number.isdecimal() else None
