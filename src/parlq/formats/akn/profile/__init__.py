"""The parlq profile of Akoma Ntoso: its writer and its two readers."""
