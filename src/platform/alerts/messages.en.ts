import type { zh } from './messages.zh.ts'

export const en = {
  'alerts.channel-test': 'This is a test message, sent {sentAt}. If you can read it, the channel works.',
  'alerts.noSuch': 'This alert was not found. It may not be addressed to you.',
  'alerts.mailNeeded': 'Enter your mail address under “Alerts” on your account page first.',
  'alerts.mobileNeeded': 'Enter your mobile number under “Alerts” on your account page first.',
  'alerts.badAddress': 'This is not a mail address or a mobile number. Check it and enter it again.',
  'alerts.notConfigured': 'This channel is not set up. Ask the operator to set it as the manual says, and to restart.',
  'alerts.badConfiguration': 'The setting {setting} cannot be used. Compare it with the manual, then start again.',
  'alerts.personalData.mail': 'Mail address for alerts',
  'alerts.personalData.mobile': 'Mobile number for alerts',
  'action.alerts.list': 'look at own alerts',
  'action.alerts.count': 'look at the number of own alerts',
  'action.alerts.acknowledge': 'take an alert up',
  'action.alerts.settings': 'look at own alert settings',
  'action.alerts.change-settings': 'change own alert settings',
  'action.alerts.channels': 'look at the alert channels',
  'action.alerts.test-channel': 'send a test message',
  'action.alert-acknowledged': 'took an alert up',
  'action.alert-settings-changed': 'changed alert settings',
  'action.alert-channel-tested': 'sent a test message',
} satisfies Record<keyof typeof zh, string>
