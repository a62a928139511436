"""What every krona bought: the trips, why cost moved, whether a measure worked, and how sure that is."""
