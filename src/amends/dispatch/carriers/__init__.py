"""Who takes letters: the mail relay, the text gateway, the demo's mailbox."""
