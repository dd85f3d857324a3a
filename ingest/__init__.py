"""From the mailbox: raw messages and the places they lie in."""
