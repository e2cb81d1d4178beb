"""Recipes that carry the house onto a machine: first start, tests, lock, words, licences."""
