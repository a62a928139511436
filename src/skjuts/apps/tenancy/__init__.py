"""Who acts, on whose behalf, and the wall between authorities in the database."""
