"""An index kept by Whoosh and answered by arrays: the only place that imports Whoosh."""
