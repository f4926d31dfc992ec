"""Places where work happens: one module or folder each; none knows another."""
