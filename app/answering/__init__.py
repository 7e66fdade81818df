"""What a municipality does with the answers to its challenge: it reads, says so, thanks, and compares."""
