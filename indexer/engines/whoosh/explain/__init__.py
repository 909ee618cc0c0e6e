"""Why a profile is in a list: where the words are, which passages to show."""
