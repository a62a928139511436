"""The house's own tools: what `./run check` asks of every change, and the documents it generates."""
