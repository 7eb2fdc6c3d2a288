"""The procedure an organisation promised: its language, its clock and the engine that reads it, without database."""
