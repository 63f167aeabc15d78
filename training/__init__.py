"""Recipes that made the numbers and weights in the product. The product never imports them."""
