"""Names that must not be shown: consent, private columns, pseudonyms, who remains recognisable."""
