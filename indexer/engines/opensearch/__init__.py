"""The OpenSearch engine: a cluster finds the candidates; the Whoosh engine's code ranks them."""
