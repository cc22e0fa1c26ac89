"""Stories: articles on one event, grouped the same in whatever order they come in.

Event and story as in Topic Detection and Tracking (Allan 2002); TF-IDF before vectors, as measured on French news (Mazoyer et
al., LREC 2020).
"""

from selon.corpus.stories.clustering import Pair, clusters
from selon.corpus.stories.features import Features, features, keys
from selon.corpus.stories.likeness import likeness
from selon.corpus.stories.neighbourhood import LARGEST, THRESHOLDS, Links, Piece, Thresholds, piece
from selon.corpus.stories.stories import TOGETHER, Story, grouped, link, stories

__all__ = [
    "LARGEST", "THRESHOLDS", "TOGETHER", "Features", "Links", "Pair", "Piece", "Story", "Thresholds", "clusters", "features",
    "grouped", "keys", "likeness", "link", "piece", "stories",
]  # fmt: skip
