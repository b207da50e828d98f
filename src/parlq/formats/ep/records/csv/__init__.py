"""The yearly CSV of the portal."""
