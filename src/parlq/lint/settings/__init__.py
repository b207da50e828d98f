"""What is checked and how: configuration, options, selection of rules."""
