import { useState } from 'react'

const key = 'daqiao.requests.keys'

/** Whether single letters act; who dictates can switch them off (WCAG 2.1.4). The choice stays on this machine. */
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
