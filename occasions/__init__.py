"""What is worth congratulating, whom, and how to address them: pure functions and editable tables."""
