"""Bytes in and out: files, bounds of processes, sniffing, positions, edits, what a reading gives."""
