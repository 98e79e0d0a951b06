import type { zh } from './messages.zh.ts'

export const en = {
  'ladder.selfCheckOnly': 'A self-check for reference; it recognises nothing officially.',
  'ladder.usage':
    'Usage: daqiao ladder FILE.json [--on YYYY-MM-DD] [--division CODE]\n\n  FILE        an array of firms (money in 10,000 yuan, shares as fractions), or {"vectors": [{"enterprise": …}]}\n  --on        the day whose rules apply, today without it\n  --division  apply what this division asks of its own, 440000 for example',
  'ladder.oneFile': 'Give one file of firms.',
  'ladder.unknownOption': 'Unknown option "{name}".',
  'ladder.notADay': '"{value}" is not a day. Write it like 2026-04-01.',
  'ladder.notADivision': '"{value}" is not a division code of six digits.',
  'ladder.noFile': 'There is no file "{name}". Check the path.',
  'ladder.notReadable': 'Cannot open "{name}": {reason}.',
  'ladder.notJson': '"{name}" is not a JSON file: {reason}',
  'ladder.notFirms':
    'A firm in "{name}" cannot be read: {reason}. Money is in 10,000 yuan, a share is a fraction (3% is 0.03); leave out what is not known.',
  'ladder.noRuleOnDay': 'No rules are in force on {on}; the first begin on 2022-08-01.',
} as const satisfies Record<keyof typeof zh, string>
