"""Certificates, applications, decisions and permits: a need becomes a right that explains itself."""
