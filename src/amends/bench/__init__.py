"""How fast it is, measured on this machine: each figure beside a bare view and the database's own limit, in one run."""
