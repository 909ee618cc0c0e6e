"""What editors need to know: the page /library, and the same in the terminal."""

from service.editors.page import routes

__all__ = ["routes"]
