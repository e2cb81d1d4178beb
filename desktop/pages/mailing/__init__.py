"""What the pages about labels and letters share: whom, to which address, on what."""
