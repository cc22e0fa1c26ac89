"""Reading far more than one machine's worth: the input cut into shards, each read to files that can be made again."""
