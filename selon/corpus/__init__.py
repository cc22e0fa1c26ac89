"""What many articles say together: one part a question, and no part knows another."""
