"""What people do to a case: each verb a function, all of them built on one way to perform an act.

Any of them raises `Forbidden` where the case is not for whoever acts to see; `ActNotAllowed` with every reason why the
procedure does not allow it now; `InvalidForm` with a fault for each field, in words for whoever typed it; `Changed`
where `seen`, the number of the last entry that was looked at, is given and others acted since. Nothing is stored then.
`values` are answers by the keys of the fields of the act's form in the pack.
"""
