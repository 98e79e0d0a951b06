import type { ReactNode } from 'react'

export type LightColour = 'red' | 'amber' | 'green' | 'blue' | 'grey'

/** Each colour has its own shape too, so that it is told apart without colour and on paper. */
const shapes: Record<LightColour, string> = {
  red: 'M6 0.8 11.4 11H0.6Z',
  amber: 'M6 0.3 11.7 6 6 11.7 0.3 6Z',
  green: 'M6 0.7a5.3 5.3 0 1 1 0 10.6a5.3 5.3 0 1 1 0-10.6Z',
  blue: 'M1 1h10v10H1Z',
  grey: 'M6 0.7a5.3 5.3 0 1 1 0 10.6a5.3 5.3 0 1 1 0-10.6ZM6 3a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z',
}

interface Props {
  colour: LightColour
  /** The word beside it; a colour never stands alone. */
  children: ReactNode
}

/** A state as colour, shape and word. */
export function Light({ colour, children }: Props) {
  return (
    <span className={`light light-${colour}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
        <path d={shapes[colour]} fillRule="evenodd" />
      </svg>
      {children}
    </span>
  )
}
