"""The subcommands of `amends`, a module each."""
