"""How long each text of a story may be, in characters: the same for its contributor, its readers and an import."""

TITLE, FACTS, LESSON, OPINION, CONDITION, WENT_WRONG = 120, 20_000, 2_000, 5_000, 5_000, 5_000
MOST_HOURS, MOST_EUROS = 1_000_000, 2_000_000_000
