"""The server room: settings, addresses, the embedded database, the programs that run, and the command `amends`."""
