"""Mail and messages that came in, letters that leave, mailboxes, papers for the places."""
