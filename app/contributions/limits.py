"""How long each text of a story may be, in characters: the same for its contributor, its readers and an import."""

TITLE, FACTS, LESSON, OPINION = 120, 20_000, 2_000, 5_000
