"""What every test stands on: arrange(), the cast and its world. The product never imports it."""
