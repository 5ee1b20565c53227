"""An agent that knows a table."""
