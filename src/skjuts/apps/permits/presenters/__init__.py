"""What the pages of permits show."""
