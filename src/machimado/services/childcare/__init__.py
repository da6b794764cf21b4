"""A family's page: each child, what is due for them and when. Policy row ②-2."""
