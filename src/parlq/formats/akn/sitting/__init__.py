"""Writes the questions and answers of one sitting as one debate, as clerks publish them."""
