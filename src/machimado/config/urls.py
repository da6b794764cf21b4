"""Both fronts in one process, as the demo runs them."""

from machimado.config.urls_officials import urlpatterns as officials
from machimado.config.urls_residents import urlpatterns as residents

urlpatterns = [*residents, *officials]
