"""The officer's pages: the queue, the three panes, decisions, permits and who decides."""
