"""What social capital firms have."""
