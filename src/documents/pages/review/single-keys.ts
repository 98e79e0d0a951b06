import { useState } from 'react'

const key = 'daqiao.documents.keys'

/**
 * Whether single letters decide. Somebody who dictates or shares a keyboard can switch them off (WCAG 2.1.4); the choice
 * stays on this machine.
 */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  const [isOn, set] = useState(() => localStorage.getItem(key) !== 'off')
  return [
    isOn,
    (next) => {
      localStorage.setItem(key, next ? 'on' : 'off')
      set(next)
    },
  ]
}
