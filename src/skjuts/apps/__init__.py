"""Django's contexts, lowest first: tenancy, vault, audit, registry, training, then those above them."""
