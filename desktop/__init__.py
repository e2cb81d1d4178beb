"""What people see and touch; the only floor that knows Qt."""
