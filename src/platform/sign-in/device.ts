/** Names in user agents, the particular before the general: most browsers call themselves Chrome and Safari too. */
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/\b(?:360SE|360EE|QihooBrowser|QHBrowser)\b/, '360'],
  [/QQBrowser/, 'QQ Browser'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Kylin/i, 'Kylin'],
  [/UOS|Deepin/i, 'UOS'],
  [/Linux/, 'Linux'],
]

/** What a user agent says of browser and system, by their own names; null where it says nothing known. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  const nameIn = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return { browser: nameIn(browsers) ?? null, system: nameIn(systems) ?? null }
}
