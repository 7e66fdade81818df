// Brings the reader to the summary of what is still to do. Not who is somewhere else by the time that this comes: on a
// slow line somebody types already, and the rest of their words would go nowhere.
export function start(summary) {
  if (document.activeElement === document.body) summary.focus();
}
