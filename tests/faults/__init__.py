"""What the tests of faults have in common: the buttons, the troubles, and a process that dies half-way."""
