// Brings the reader to the summary of what is still to do.
export function start(summary) {
  summary.focus();
}
