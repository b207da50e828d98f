"""Language tags (BCP 47) and the official languages of the European Union."""
