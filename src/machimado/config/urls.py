"""Both fronts in one process, as the demo runs them."""

from machimado.config.urls_officials import urlpatterns as officials
from machimado.config.urls_residents import urlpatterns as residents
from machimado.config.urls_shared import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*residents, *(pattern for pattern in officials if pattern not in residents)]
