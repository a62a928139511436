"""The demo's planned day as a page of the house."""
