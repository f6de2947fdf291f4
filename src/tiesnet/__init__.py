"""tiesnet: from a survey of a business cluster to its ties."""

__version__ = "0.1.0"
