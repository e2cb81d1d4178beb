"""The way in: signing in, the first start, and coming back after the desk was left."""
