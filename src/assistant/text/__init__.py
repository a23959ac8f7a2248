"""Words of texts: how they are cut, compared and told apart, and what they are about."""
