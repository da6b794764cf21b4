"""Both fronts in one process, as the demo runs them."""

from machimado.config.urls_officials import own as officials
from machimado.config.urls_residents import own as residents
from machimado.config.urls_shared import handler400, handler403, handler404, handler500
from machimado.config.urls_shared import urlpatterns as shared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*shared, *residents, *officials]
