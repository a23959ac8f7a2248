"""The index as it is looked at: by places, as staff corrected it, or only a part of it."""
