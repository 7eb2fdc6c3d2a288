"""The sentences of scenarios, by what they are about; each module registers its own."""
