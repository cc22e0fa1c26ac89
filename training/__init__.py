"""Trains the French tagger and parser that the package ships; no part of the package."""
