"""The demonstration town: invented people at real places, large enough to judge the house by."""
