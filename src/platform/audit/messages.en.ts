import type { zh } from './messages.zh.ts'

export const en = {
  'audit.verifyStopped': 'The check was stopped before its end. Run it again.',
  'audit.archiveTooYoung':
    'The audit is kept for at least {months} months, so today only rows before {latest} can be archived. Give --before {latest} or an earlier day.',
  'audit.archiveBroken':
    'The audit chain does not hold at link {position}, so nothing was archived or changed. Run audit verify first.',
  'audit.archiveNothing': 'There is nothing to archive before {before}. Nothing was changed.',
  'audit.archiveExists':
    'The file {path} exists and was not written over. Nothing was changed. Choose another name, or move it away.',
  'audit.archiveChanged':
    'The chain in the database changed meanwhile, so the archive was not finished and the rows are still there. Run it again.',
  'audit.archiveMissing': 'There is no archive at {path}. Check the path.',
  'audit.archiveDamaged': 'The archive {path} is incomplete or was changed and proves nothing. Use another copy.',

  'audit.fault.link-missing': 'this link is missing',
  'audit.fault.row-missing': 'the audit row it seals is gone',
  'audit.fault.row-changed': 'the audit row was changed',
  'audit.fault.details-changed': 'the details of the row were changed or taken away',
  'audit.fault.details-erased-unrecorded': 'the details were erased without a record of it',
  'audit.fault.hash-wrong': 'the hash does not follow: the link or the row was changed',
  'audit.fault.row-not-sealed': 'an audit row stands outside the chain: the product did not write it',
  'audit.fault.archive-does-not-fit': 'what an archive left behind was changed',
  'audit.fault.head-not-on-chain': 'the kept head is not on the chain: its tail was cut off or written anew',

  'audit.cli.usage': `Usage:
  daqiao audit verify [--city PACK] [--head POSITION:HASH] [--json]    prove the chain, name the first break
  daqiao audit verify --archive FILE [--city PACK] [--json]            prove an archive and that it joins
  daqiao audit archive --before YYYY-MM-DD [--city PACK] [--out FILE] [--json]   move old rows into a file`,
  'audit.cli.city': 'Audit chain of city {city}',
  'audit.cli.nobody': 'Audit chain of visits without signing in (000000)',
  'audit.cli.archived': '  archived: {archived} rows in {archives} files',
  'audit.cli.whole': '  whole: {links} rows, {from} to {to}',
  'audit.cli.broken': '  broken: link {position}, {at}, {action}: {what}',
  'audit.cli.holdsBefore': '  the {links} links before it hold',
  'audit.cli.erased': '  details of {erased} of them were erased on record',
  'audit.cli.waiting': '  {waiting} rows were just written and wait to be sealed',
  'audit.cli.keptFits': '  the kept head (link {position}) is on the chain',
  'audit.cli.keptArchived': '  the kept head (link {position}) is in an archive: check that with --archive',
  'audit.cli.head': '  head: {position}:{hash}',
  'audit.cli.file': 'Archive {path}: city {city}, links {first} to {last}',
  'audit.cli.sha256': '  SHA-256 of the file: {sha256}',
  'audit.cli.join.anchor': '  joins: the chain in the database goes on from the end of this file',
  'audit.cli.join.still-here': '  its rows are still in the database',
  'audit.cli.join.other-file': '  joins, but the database knows another file of the same links',
  'audit.cli.join.unknown': '  does not join: this database does not know these links',
  'audit.cli.join.no-database': '  there is no database here; the file alone was proved',
  'audit.cli.moved': 'Archived {links} rows, {from} to {to}',
  'audit.cli.movedTo': '  file: {path}',
  'audit.cli.keepFile': '  Keep copies of the file and of the hash apart: the database no longer holds these rows.',
} as const satisfies Record<keyof typeof zh, string>
