"""From need to permit: how long its pages take."""
