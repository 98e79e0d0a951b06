import { createContext, useContext } from 'react'
import type { Me } from '../contract.ts'

/** Somebody at work: a restricted session sees the own account alone. */
export type SignedInMe = Extract<NonNullable<Me>, { restriction: null }>

export const MeContext = createContext<SignedInMe | null>(null)

/** Who is signed in. Pages are only shown to somebody who is, so it is never absent there. */
export function useMe(): SignedInMe {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside of the signed-in shell')
  return me
}
