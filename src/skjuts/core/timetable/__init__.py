"""Public-transport reachability on a given day: see the README beside this file."""
