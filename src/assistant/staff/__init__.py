"""What staff add to what the documents say: kept in files of the data directory that people can read."""
