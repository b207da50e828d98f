"""Prunes unknown markup and applies safe fixes."""
