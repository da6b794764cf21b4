"""The synthetic town: a pure function of a recipe, a seed and a date, and the days that follow."""
