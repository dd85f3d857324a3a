"""The adversary: forged mails by the thousand against one prepared region, and what must not come of them (F32–F35, D13)."""
