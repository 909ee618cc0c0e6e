"""The rules that no engine owns: what is indexed, how long a list is, where a snippet is cut."""
