"""What the pages of training show: frozen records, worked out before the template sees them."""
