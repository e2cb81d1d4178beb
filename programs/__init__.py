"""What the council decides: one programme, one package."""
