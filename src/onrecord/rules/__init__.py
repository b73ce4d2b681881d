"""What marks, layout and the parse say of who is quoted: hard evidence beside the trained model (`model.evidence`)."""
