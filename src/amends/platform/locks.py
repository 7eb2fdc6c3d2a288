"""Every number that is taken among PostgreSQL's advisory locks, so that no two parts of the program meet by chance.

Those of a session are held by one connection for as long as it lives: where a pooler stands in between, it has to
keep one connection for one session ("session pooling").
"""

# Of a session, with a second number that says which one.
SENDER = 4150  # by which a sender shows that it lives; the claims of letters look for it
MAILBOX_READER = 4151  # one reader at a time has a mailbox
IMAGE_REDRAWING = 4152  # one worker at a time draws pictures
# Of a transaction.
LETTERS_OF_STRANGERS = 4153  # two workers do not count past each other
MIGRATION = 7_276_001  # of a session: one program at a time brings the tables to this version
GOODS_IMPORT = 7_276_031
TREND_MONITOR = 7_401_955  # two workers never look at once
