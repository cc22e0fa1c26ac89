"""Questions that the steps ask of a parsed sentence: phrases, verb groups, subjects and clauses."""
