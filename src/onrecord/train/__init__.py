"""Training of the attribution model: annotated articles in, weights out. No other module imports it."""
