"""The trained attribution model at run time: wordpieces in, relations out, by onnxruntime alone."""
