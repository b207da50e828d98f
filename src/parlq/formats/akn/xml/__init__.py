"""Bytes, trees, locations and schemas of Akoma Ntoso; knows XML, not questions."""
