"""The gate: what the reader finds in annotated articles, against what it has found before."""
