import { type Command, CommanderError } from 'commander';
import { complain, Failure } from './failure.ts';
import { createProgram } from './program.ts';

/** `isnad`: what was asked for, and the status that says how it went. */

// Whoever reads may have read enough: `isnad read … | head -1` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = createProgram();
for (const command of [program, ...program.commands]) quiet(command);
try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) complain(error.message.replace(/^error: /, ''), 2);
  } else if (error instanceof Failure) complain(error.message, 2);
  else {
    complain('a fault of Isnad’s own', 1);
    console.error(error);
  }
}

/** Commander's errors come to us, so that they are one line and status 2. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
}
