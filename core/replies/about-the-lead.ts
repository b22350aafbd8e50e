import type { Zone } from '../domain/time'
import { zoneOfLead } from './zone-words'

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** What may stand around the address of the lead itself; "my assistant is at …" is somebody else's. */
const OWN =
  /^(?:(?:hi|hey|hello|sure|yes|ok|of course|thanks|please|it is|it's|its|its at|it|is|my|e-?mail|address|best|work|at|use|to|send|the|invite|invitation|here|you|can|reach|me|this|one|would|be|works|great|for|and|over|go|ahead|a|calendar|on|thank|good|fine|so|much|very|that|will|do)[\s,.:!-]*)*$/i

/** The e-mail address that a lead gives as its own; null when it gives none, or more than one. */
export function emailOfLead(written: string): string | null {
  if (!written.includes('@')) return null
  const text = written.replace(/’/g, "'")
  const sentences = text.split(/(?<=[.!?])\s+|\n/).filter((sentence) => sentence.includes('@'))
  const [sentence, ...others] = sentences
  if (sentence === undefined || others.length > 0) return null
  const [address, ...more] = sentence.match(ADDRESS) ?? []
  if (address === undefined || more.length > 0) return null
  const around = sentence.replace(address, ' ').trim()
  const last = around.split(/[.!?]/).at(-1)?.trim() ?? ''
  return OWN.test(around) || OWN.test(last) || /\bmy e-?mail\b/i.test(around)
    ? address.toLowerCase().replace(/\.$/, '')
    : null
}

/** It gives an address or a zone and says nothing else: it changes nothing about what the lead said before. */
export function tellsOnlyOfItself(text: string): boolean {
  const isAddress = emailOfLead(text) !== null && OWN.test(text.replace(ADDRESS, ' ').trim())
  return isAddress || zoneOfLead(text.replace(/’/g, "'")) !== null
}

/** The zone in which a lead says it lives, in a sentence of its own. */
export function zoneOf(written: string): Zone | null {
  const text = written.replace(/’/g, "'")
  if (text.length > 200) return null
  for (const sentence of text.split(/[.!?\n;]+/)) {
    const zone = sentence.trim() === '' ? null : zoneOfLead(sentence)
    if (zone !== null) return zone
  }
  return null
}
