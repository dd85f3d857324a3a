"""The agreement: words and numbers that every partner signed up to."""
