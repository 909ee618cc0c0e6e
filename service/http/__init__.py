"""HTTP as every answer keeps it: limits, headers, problems, negotiation, secrets."""
