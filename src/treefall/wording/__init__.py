"""How a text is said: `plain` changes nothing, `llm` asks a model of the person's own."""
