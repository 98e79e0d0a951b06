import { type ThemeConfig, theme } from 'antd'
import { useMemo, useState } from 'react'
import { useMedia } from '#platform/ui/screen.ts'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const key = 'daqiao.theme'
const stored = (): ThemeChoice => themeChoices.find((one) => one === localStorage.getItem(key)) ?? 'system'

/** The web font stands for the machine's own Chinese font where it has one; see vite.config.ts. The same list is in shell.css. */
const fontFamily = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"

const shared = { fontFamily, fontSize: 15, borderRadius: 8, controlHeight: 36, motion: false }

const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#0b5a8f',
    colorInfo: '#0b5a8f',
    colorInfoBg: '#e8f1f8',
    colorInfoBorder: '#b5d2e6',
    colorLink: '#0b5a8f',
    colorLinkHover: '#084a76',
    colorLinkActive: '#063a5d',
    colorError: '#b42318',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#f3b9b4',
    colorWarning: '#8a5a00',
    colorWarningBg: '#fdf3d8',
    colorWarningBorder: '#ecd492',
    colorSuccess: '#1c7440',
    colorText: '#1b2530',
    colorTextSecondary: '#4a5866',
    colorTextTertiary: '#5a6875',
    colorTextQuaternary: '#66727e',
    colorTextPlaceholder: '#66727e',
    colorTextDescription: '#4a5866',
    colorTextDisabled: '#66727e',
    colorBgLayout: '#f6f8fa',
    colorBorder: '#c3ccd5',
    colorBorderSecondary: '#e3e8ed',
  },
}

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#2a7ab5',
    colorInfo: '#2a7ab5',
    colorError: '#ff8a80',
    colorWarning: '#f0c060',
    colorSuccess: '#7fd6a0',
    colorLink: '#7cc0f0',
    colorLinkHover: '#a5d5f7',
    colorText: '#e6ebf0',
    colorTextSecondary: '#b3bec9',
    colorTextTertiary: '#a3afba',
    colorTextQuaternary: '#98a4b0',
    colorTextPlaceholder: '#98a4b0',
    colorTextDescription: '#b3bec9',
    colorTextDisabled: '#98a4b0',
    colorBgLayout: '#12171c',
    colorBgContainer: '#1a2027',
    colorBgElevated: '#212932',
    colorBorder: '#45515d',
    colorBorderSecondary: '#2c353f',
  },
  components: { Button: { dangerColor: '#1a2027' } },
}

/** Light, dark, or as the system has it; the choice stays on this machine. */
export function useTheme() {
  const [choice, setChoice] = useState(stored)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const isDark = choice === 'dark' || (choice === 'system' && systemIsDark)
  return useMemo(
    () => ({
      choice,
      isDark,
      config: isDark ? dark : light,
      choose: (next: ThemeChoice) => {
        localStorage.setItem(key, next)
        setChoice(next)
      },
    }),
    [choice, isDark],
  )
}
