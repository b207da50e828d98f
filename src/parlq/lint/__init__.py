"""The validator: which files, under which settings, with which workers, in which reports."""
