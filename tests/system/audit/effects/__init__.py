"""An app for workers under test: a handler with an effect that can be counted, and a way out over HTTP."""
