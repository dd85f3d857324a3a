"""`python -m tests.support.make_mails`."""

import sys

from tests.support.make_mails import write

sys.stdout.write(f"{write()} mails written under tests/samples/mail\n")
