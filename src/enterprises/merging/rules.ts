/**
 * What a merge does to a row: moved to the firm that stays, replaced by what the other said, added, filled where nothing
 * stood, a role given to a person of the entry that went, or one of theirs ended.
 */
export const moveKinds = ['moved', 'replaced', 'added', 'filled', 'granted', 'ended'] as const
export type MoveKind = (typeof moveKinds)[number]
