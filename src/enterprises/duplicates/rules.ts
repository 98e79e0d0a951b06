/** By what two entries may be one firm. */
export const twinKinds = ['code', 'old-number', 'name', 'former-name', 'address'] as const
export type TwinKind = (typeof twinKinds)[number]

/** A reason with the words of both entries that match. */
export interface PairReason {
  kind: TwinKind
  first: string
  second: string
}

/** A pair waits; is two firms, as somebody said; or was merged. */
export const pairStates = ['open', 'different', 'merged'] as const
