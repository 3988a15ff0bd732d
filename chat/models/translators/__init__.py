"""Machine translators into English."""
