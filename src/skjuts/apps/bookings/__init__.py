"""Trips that were made: claims, and what each krona of the patient's share is."""
