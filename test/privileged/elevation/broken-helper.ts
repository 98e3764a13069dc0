/** A helper that fails as soon as it runs. */
process.stderr.write('the helper has a hole in it\n');
process.exitCode = 3;
