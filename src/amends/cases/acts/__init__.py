"""What people do to a case: each verb a function, all of them built on one way to perform an act."""
