"""Pages that belong to the house and to no app: health, the component page, the accessibility statement."""
