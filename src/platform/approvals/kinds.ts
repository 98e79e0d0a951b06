import type { z } from 'zod'
import type { Actor, Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import type { Said } from './contract.ts'

/** A proposal that was stored, with what will be done in the shape of its kind. */
export interface Proposed<P> {
  id: string
  subject: { kind: string; id: string }
  proposal: P
  reason: string
  proposedBy: string
  proposedByName: string
}

/** What a screen says of a proposal: a sentence and further lines. Names only, no phones and no secrets. */
export interface Description {
  said: Said
  lines: readonly Said[]
}

interface Declared<Shape extends z.ZodType> {
  kind: string
  /** Stored as JSON for good: change it only so that old proposals still fit. No secrets, no contacts. */
  proposal: Shape
  /** Whether all proposals of this kind exist for the actor; one's own always do. */
  maySee: (actor: Actor) => boolean
  mayPropose: (actor: Actor) => boolean
  /** By office alone. Nobody decides what they proposed or what is about themselves: the machinery sees to that. */
  mayDecide: (actor: Actor) => boolean
  /** Accounts the proposal is about, besides a subject of kind `account`. */
  concerns?: (proposal: z.output<Shape>) => readonly string[]
  /** Does it, in the transaction of the decision. Checks again what was checked when it was proposed. */
  apply: (ctx: Context, tx: Tx, approved: Proposed<z.output<Shape>>) => Promise<void>
  describe: (ctx: Context, tx: Tx, proposal: z.output<Shape>) => Promise<Description>
}

/** A kind whose proposals are parsed before its functions see them. */
export interface ApprovalKind {
  kind: string
  maySee: (actor: Actor) => boolean
  mayPropose: (actor: Actor) => boolean
  mayDecide: (actor: Actor) => boolean
  parse: (proposal: unknown) => unknown
  concerns: (proposal: unknown) => readonly string[]
  apply: (ctx: Context, tx: Tx, approved: Proposed<unknown>) => Promise<void>
  describe: (ctx: Context, tx: Tx, proposal: unknown) => Promise<Description>
}

/** Declares a kind of proposal that takes effect only when a second person agrees. */
export function approvalKind<Shape extends z.ZodType>(declared: Declared<Shape>): ApprovalKind {
  const parse = (proposal: unknown) => declared.proposal.parse(proposal)
  const { kind, maySee, mayPropose, mayDecide, concerns } = declared
  return {
    kind,
    maySee,
    mayPropose,
    mayDecide,
    parse,
    concerns: (proposal) => concerns?.(parse(proposal)) ?? [],
    apply: (ctx, tx, approved) => declared.apply(ctx, tx, { ...approved, proposal: parse(approved.proposal) }),
    describe: (ctx, tx, proposal) => declared.describe(ctx, tx, parse(proposal)),
  }
}

const known = new Map<string, ApprovalKind>()

/** Wired in `app.ts`: the kinds that the modules offer. */
export function registerApprovals(kinds: readonly ApprovalKind[]): void {
  for (const kind of kinds) known.set(kind.kind, kind)
}

export const approvalKinds = (): ApprovalKind[] => [...known.values()]

export function approvalKindOf(kind: string): ApprovalKind {
  const found = known.get(kind)
  if (!found) throw new Error(`no kind of approval is called ${kind}`)
  return found
}
