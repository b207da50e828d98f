"""Validates Akoma Ntoso: under the profile, the official schema, or an XSD of the user."""
