"""What runs a chat model: in this process, or on a server."""
