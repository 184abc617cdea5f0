import { briefingFormat, briefingLanguage, exportFormat, TOOL, type WithheldKind, withheldKind } from '@isnad/casefile';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { sealCommand, unsealCommand } from './commands/at-rest.ts';
import { addCommand, newCommand, verifyCommand } from './commands/case.ts';
import { exportCommand, importCommand, unpackCommand } from './commands/handing-over.ts';
import { moveCommand } from './commands/moving.ts';
import { custodyCommand, keyCommand, rootCommand, signCommand, stampCommand } from './commands/proving.ts';
import { readCommand } from './commands/read.ts';
import { briefCommand, findingsCommand, searchCommand } from './commands/results.ts';
import { agreementCommand, logCommand, rereadCommand, settingsCommand } from './commands/reviewing.ts';
import { demoCommand, serveCommand } from './commands/serve.ts';
import { ACCOUNT_STEPS, migrateCommand, ownCommand, personCommand, workCommand } from './commands/team.ts';
import { copiesCommand, relateCommand } from './commands/weighing.ts';

/** The command: what it takes, and what each part of it says of itself. */
export function createProgram(): Command {
  const program = new Command('isnad')
    .description(
      'Who said what, through whom, and on how many independent routes: Arabic reports to a sourced briefing.',
    )
    .version(TOOL.split(' ')[1] ?? '', '-v, --version', 'the version')
    .helpOption('-h, --help', 'this help')
    .helpCommand(false)
    .showSuggestionAfterError(false);

  program
    .command('read')
    .description('read documents: one Reading a line, in order')
    .argument('[file...]', 'files of any supported kind')
    .option('--json', 'Readings as JSON, one a line')
    .option('--jsonl', 'documents from standard input: {"id","text","published"?,"outlet"?} a line')
    .option('--why', 'for each attribution, the rule that decided')
    .action(readCommand);

  program
    .command('relate')
    .description('how two claims stand to each other: same, conflict or unrelated')
    .requiredOption('--jsonl', 'pairs from standard input: {"id","a","b"} a line')
    .action(relateCommand);

  program
    .command('copies')
    .description('which documents share text')
    .requiredOption('--jsonl', 'documents from standard input: {"id","text"} a line')
    .action(copiesCommand);

  program
    .command('new')
    .description('make an empty case')
    .argument('<case>', 'its folder')
    .option('--name <name>', 'what the case is called; the folder’s name unless told')
    .action(newCommand);

  program
    .command('add')
    .description('add files to a case, read them, and weigh the case')
    .argument('<case>', 'the folder of the case')
    .argument('[file...]', 'files and folders')
    .option('--json', 'what became of each file, as JSON, one a line')
    .option('--jsonl', 'documents from standard input: {"id","text","published"?,"outlet"?} a line')
    .action(addCommand);

  program
    .command('search')
    .description('find words, "a phrase", -without, a OR b')
    .argument('<case>', 'the folder of the case')
    .argument('[query]', 'the query')
    .option('--json', 'hits as JSON, one a line')
    .option('--jsonl', 'queries from standard input: {"id","query"} a line')
    .option('--limit <hits>', 'at most so many hits', wholeNumber(1, 1000), 10)
    .action(searchCommand);

  program
    .command('findings')
    .description('groups of the same claim, copies, figure series and flags')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'all of it as one JSON')
    .action(findingsCommand);

  program
    .command('brief')
    .description('the sourced briefing, on standard output')
    .argument('<case>', 'the folder of the case')
    .addOption(new Option('--format <format>', 'the form').choices(briefingFormat.options).default('md'))
    .addOption(new Option('--language <language>', 'of the frame').choices(briefingLanguage.options).default('ar'))
    .option('--withhold <kinds>', 'leave out names: people, places, sources, with commas between', withheldKinds)
    .option('--withheld-list <file>', 'write there what was left out')
    .action(briefCommand);

  program
    .command('log')
    .description('all that was done to a case: who, when, what')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'entries as JSON, one a line')
    .action(logCommand);

  program
    .command('agreement')
    .description('how far the reviewers of a case agree (Krippendorff’s alpha)')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'as JSON')
    .action(agreementCommand);

  program
    .command('settings')
    .description('how a case is reviewed')
    .argument('<case>', 'the folder of the case')
    .option('--reviewers <number>', 'people who must agree before anything is settled: 1 or 2', reviewersOf)
    .action(settingsCommand);

  program
    .command('reread')
    .description('read documents again from their originals, carrying decisions over, and weigh the case')
    .argument('<case>', 'the folder of the case')
    .argument('[document...]', 'ids of documents; all of them unless told')
    .option('--json', 'what became of the decisions on each document, as JSON, one a line')
    .action(rereadCommand);

  program
    .command('verify')
    .description('check every original, anchor and log entry; status 0 only if all hold')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'the verdict as JSON')
    .option('--trust <file...>', 'certificates of time-stamping authorities, PEM: a stamp of another is a fault')
    .action(verifyCommand);

  program
    .command('custody')
    .description('who brought what into the case, when, from where, with what version')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'as JSON, one a line')
    .action(custodyCommand);

  program
    .command('root')
    .description('the root of the log: print it, give it to somebody, sign it')
    .argument('<case>', 'the folder of the case')
    .option('--json', 'as JSON')
    .action(rootCommand);

  program
    .command('key')
    .description('make a key for signing (Ed25519), and its public half beside it')
    .argument('<file>', 'where it is written, outside the case')
    .action(keyCommand);

  program
    .command('sign')
    .description('sign the log as it is now')
    .argument('<case>', 'the folder of the case')
    .requiredOption('--key <file>', 'the key, as isnad key made it')
    .action(signCommand);

  program
    .command('stamp')
    .description('write a request for a time stamp of others (RFC 3161), or keep the reply to one')
    .argument('<case>', 'the folder of the case')
    .option('--request <file>', 'write the request there, too')
    .option('--reply <file>', 'the answer of the authority')
    .option('--trust <file...>', 'certificates of authorities, PEM')
    .action(stampCommand);

  program
    .command('export')
    .description('the case for others: tables, linked data, web pages, or whole as a BagIt bag')
    .argument('<case>', 'the folder of the case')
    .argument('<folder>', 'where it is written')
    .addOption(new Option('--format <format>', 'the form').choices(exportFormat.options).default('csv'))
    .addOption(new Option('--language <language>', 'of the frame').choices(briefingLanguage.options).default('ar'))
    .option('--withhold <kinds>', 'leave out names: people, places, sources, with commas between', withheldKinds)
    .option('--withheld-list <file>', 'write there what was left out')
    .action(exportCommand);

  program
    .command('unpack')
    .description('make a case of a bag, once all of it was checked')
    .argument('<bag>', 'the folder of the bag')
    .argument('<case>', 'the folder of the case')
    .action(unpackCommand);

  program
    .command('import')
    .description('bring another case into this one; what the two do not agree on is told')
    .argument('<case>', 'the folder of the case')
    .argument('<other>', 'the folder of the other case, which stays as it is')
    .option('--json', 'what became of it, as JSON')
    .action(importCommand);

  program
    .command('seal')
    .description('encrypt a case that is closed: its folder becomes CASE.age')
    .argument('<case>', 'the folder of the case')
    .action(sealCommand);

  program
    .command('unseal')
    .description('open a sealed case: CASE.age becomes its folder again')
    .argument('<case>', 'the folder, or its file')
    .action(unsealCommand);

  program
    .command('move')
    .description('bring a case whole to a new place, and check it there: from a folder into a server, or back')
    .argument('<from>', 'the folder of the case, or postgres://user@host/database?case=NAME')
    .argument('<to>', 'a folder or address that has no case')
    .action(moveCommand);

  program
    .command('serve')
    .description('the workbench, on 127.0.0.1')
    .argument('[case]', 'the folder of the case; the one that this is called in unless told')
    .option('--reviewer <name>', 'who decides; the name of the account unless told')
    .option('--port <port>', 'any free one unless told', wholeNumber(0, 65535), 0)
    .option('--open', 'open a browser; done on a terminal')
    .option('--no-open', 'open none')
    .option('--store <address>', 'the team server instead: postgres://…; where no case is named, that of ISNAD_STORE')
    .addOption(casesOption())
    .option('--host <address>', 'team server: where it listens', '127.0.0.1')
    .option('--origin <address>', 'team server: where people reach it, as https://isnad.example.org')
    .option('--behind-proxy', 'team server: believe X-Forwarded-For of the proxy before it')
    .action(serveCommand);

  program
    .command('work')
    .description('a worker of a team server: reads and weighs what was sent in, until it is told to end')
    .addOption(storeOption())
    .addOption(casesOption())
    .action(workCommand);

  program
    .command('person')
    .description(
      'accounts of a team server: add one, give it a new password, take its one-time codes off, shut it out or open it again',
    )
    .addArgument(new Argument('<step>', 'what to do').choices(ACCOUNT_STEPS))
    .argument('<login>', 'an e-mail address or a short name')
    .option('--name <name>', 'what others see')
    .addOption(storeOption())
    .action(personCommand);

  program
    .command('own')
    .description('bring a case to a team server, under an owner')
    .argument('<case>', 'its name in the house of cases')
    .argument('<login>', 'the account of the owner')
    .addOption(storeOption())
    .addOption(casesOption())
    .action(ownCommand);

  program
    .command('migrate')
    .description('bring the people and cases of a team server to this version')
    .addOption(storeOption())
    .option('--dry-run', 'only tell what would be run')
    .action(migrateCommand);

  program
    .command('demo')
    .description('a case made from the examples, opened in the workbench')
    .option('--examples <folder>', 'other reports than ours')
    .option('--port <port>', 'any free one unless told', wholeNumber(0, 65535), 0)
    .option('--open', 'open a browser; done on a terminal')
    .option('--no-open', 'open none')
    .action(demoCommand);

  return program;
}

/** An address may hold a password, which a list of processes would show: the environment can give it, too. */
function storeOption(): Option {
  return new Option('--store <address>', 'the database: postgres://…').env('ISNAD_STORE').makeOptionMandatory();
}

function casesOption(): Option {
  return new Option('--cases <folder>', 'cases in folders of this folder; in the store unless told').env('ISNAD_CASES');
}

function withheldKinds(words: string): WithheldKind[] {
  return words.split(',').map((word) => {
    const kind = withheldKind.safeParse(word);
    if (!kind.success) throw new InvalidArgumentError(`any of ${withheldKind.options.join(', ')}`);
    return kind.data;
  });
}

function reviewersOf(words: string): 1 | 2 {
  if (words !== '1' && words !== '2') throw new InvalidArgumentError('1 or 2');
  return words === '1' ? 1 : 2;
}

function wholeNumber(least: number, most: number): (words: string) => number {
  return (words) => {
    const value = Number(words);
    if (!/^\d+$/.test(words) || value < least || value > most) {
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
    }
    return value;
  };
}
