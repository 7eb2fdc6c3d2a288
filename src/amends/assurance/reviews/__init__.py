"""Reviews: opened by themselves, held with frozen figures, kept on paper."""
