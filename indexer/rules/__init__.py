"""The rules that all engines share: fields, the length of a list, where a snippet is cut."""
