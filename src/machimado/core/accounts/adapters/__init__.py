"""How django-allauth meets the house: who may sign in where, what is said, how secrets are kept."""
