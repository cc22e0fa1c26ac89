"""What other programs read: each module writes records in one format."""
