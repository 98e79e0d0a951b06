import type { zh } from './messages.zh.ts'

export const en = {
  'enterprises.noSuchPair': 'There is no such pair, or it is outside your scope. Reload the list.',
  'enterprises.pairMerged':
    'These two were merged already. To change that, undo the merge on the page of the firm that stayed.',
  'enterprises.mergeItself': 'A firm cannot be merged with itself. Choose another entry.',
  'enterprises.mergedAlready': '“{name}” was merged into another firm already. Open the one that stayed.',
  'enterprises.mergeIntoClosed':
    'The entry that would stay is out of business, the other is not. Keep the one in business, or change the status first.',
  'enterprises.noSuchMerge': 'There is no such merge, or it is outside your scope.',
  'enterprises.partedAlready': 'This merge was undone already. Reload the page.',
  'enterprises.mergedOnward': 'This firm was itself merged into another one. Undo that merge first.',
  'enterprises.laterMergeFirst': 'Other entries were merged into this firm later. Undo the last merge first.',
  'enterprises.secondOfficer':
    'You merged these entries, so another officer confirms the people. Ask a colleague to open this page.',
  'enterprises.noSuchPerson': 'This person has no account waiting, or it was confirmed already. Reload the page.',
  'enterprises.ownFirmMerged':
    'Your firm’s entry was merged with another one, and no officer has confirmed yet that you act for the one that stays. Ask the enterprise service desk to confirm it; then sign in again.',
  'action.enterprises.duplicates': 'look at possible duplicates',
  'action.enterprises.decide-pair': 'decide about a possible duplicate',
  'action.enterprises.merges': 'look at merges',
  'action.enterprises.preview-merge': 'preview a merge',
  'action.enterprises.merge': 'merge firms',
  'action.enterprises.part': 'undo a merge',
  'action.enterprises.confirm-person': 'confirm a person of a firm',
  'action.firm-pair-decided': 'decided about a possible duplicate',
  'action.firms-merged': 'merged firms',
  'action.firms-parted': 'undid a merge',
  'action.firm-person-confirmed': 'confirmed a person of a firm',
  'action.enterprises.burden': 'look at the burden of forms',
  'action.enterprises.burden-of-firm': 'look at what a firm was asked',
  'action.enterprises.known': 'take what is known of a firm',
  'action.enterprises.stage': 'complete what a firm’s stage asks',
} satisfies Record<keyof typeof zh, string>
