/** A helper that never says a word, and so never connects back; it ends by itself. */
process.stdin.resume().once('end', () => process.exit());
setTimeout(() => process.exit(), 5000);
