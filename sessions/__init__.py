"""Who met whom, where and when."""
