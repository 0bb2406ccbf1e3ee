"""The words a rule is written in; one small class a word."""
