"""5. From claims and signals to ranked rows with reasons: an order to check in, nothing hidden."""
