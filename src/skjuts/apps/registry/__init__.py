"""Who there is: authorities, units, staff and their assignments, patients and those who speak for them."""
