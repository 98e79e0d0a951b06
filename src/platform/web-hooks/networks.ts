import { BlockList } from 'node:net'
import { type Proxies, readProxies } from '../http/address.ts'

let opened: Proxies = new BlockList()

/** Inner networks that hooks may call: `DAQIAO_HOOK_NETWORKS`, in the form of `DAQIAO_PROXIES`. Named once at start. */
export function openHookNetworks(text: string | undefined): void {
  opened = readProxies(text)
}

export const hookNetworks = (): Proxies => opened
