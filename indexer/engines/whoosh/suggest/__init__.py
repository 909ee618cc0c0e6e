"""Completes the text typed so far."""
