"""onrecord: find what was said in the news, work out who said it, and keep it traceable to its words."""
