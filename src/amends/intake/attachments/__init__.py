"""Files that people add: judged, kept, drawn anew, and swept away when nobody names them."""
