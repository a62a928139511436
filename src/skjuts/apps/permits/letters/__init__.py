"""What letters say, in Swedish, easy Swedish and English: facts of a matter in, sentences out. Pure."""
