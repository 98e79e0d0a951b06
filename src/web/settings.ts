import { createContext, useContext } from 'react'
import type { ThemeChoice } from './theme.ts'

interface ThemeSetting {
  choice: ThemeChoice
  isDark: boolean
  choose: (next: ThemeChoice) => void
}

/** The chosen theme, for the menu that changes it. */
export const Settings = createContext<ThemeSetting>({ choice: 'system', isDark: false, choose: () => {} })

export const useThemeSetting = (): ThemeSetting => useContext(Settings)
