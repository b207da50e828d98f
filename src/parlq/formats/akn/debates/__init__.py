"""Debates as parliaments publish them: differences of spelling, wording, and who replies to whom."""
