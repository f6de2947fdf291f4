"""Names of firms: taken apart, matched to the roster, suggested, and decided by the user."""
