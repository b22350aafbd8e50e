import type { ProviderAppointment } from '../domain/appointment'
import type { Delivery } from '../domain/delivery'
import { readCalendlyWebhook } from '../providers/calendly/webhook'
import { readGhlWebhook, type GhlInboundMessage } from '../providers/ghl/webhook'
import type { Reader } from '../store/transaction'
import { settingsOf } from '../store/workspace'

export type DeliveredEvent =
  | { kind: 'appointment'; appointment: ProviderAppointment }
  | { kind: 'message'; message: GhlInboundMessage }
  | { kind: 'ignored'; why: string }

/** What a kept webhook says, for this workspace (T3). */
export function readDelivery(store: Reader, delivery: Delivery): DeliveredEvent {
  const body = parseJson(delivery.body)
  if (delivery.source === 'calendly') return readCalendlyWebhook(body)
  const settings = settingsOf(store)
  return readGhlWebhook(body, settings.ghl.locationId, settings.meetingMinutes)
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
