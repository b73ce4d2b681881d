"""What is made up to break things (`inputs`), and what must hold whatever comes (`targets`)."""
