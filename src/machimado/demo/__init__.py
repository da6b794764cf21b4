"""The synthetic town, its tick and the guided tour; never loaded in production."""
