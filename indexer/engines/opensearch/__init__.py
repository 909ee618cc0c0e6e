"""The OpenSearch engine: a cluster finds the candidates, and the code of the other engine ranks them."""
