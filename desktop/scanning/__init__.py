"""How a card comes in: scanners that type, scanners on a wire, and the camera."""
