"""What comes in: files, standard input and JSON lines become normalised articles or one-sentence refusals."""
