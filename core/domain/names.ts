import { z } from 'zod'

export const providerIdSchema = z.enum(['calendly', 'ghl'])
export type ProviderId = z.infer<typeof providerIdSchema>

export const PROVIDER_NAMES: Record<ProviderId, string> = { calendly: 'Calendly', ghl: 'GoHighLevel' }

export const channelSchema = z.enum(['sms', 'email', 'linkedin'])
export type Channel = z.infer<typeof channelSchema>

export const CHANNEL_NAMES: Record<Channel, string> = { sms: 'SMS', email: 'e-mail', linkedin: 'LinkedIn' }

/** Who or what led to a booking (B5). */
export const bookingSourceSchema = z.enum([
  'auto',
  'suggested',
  'manual',
  'webhook',
  'reconcile',
  'marked_by_hand',
])
export type BookingSource = z.infer<typeof bookingSourceSchema>

export const idSchema = z.string().min(1).max(500)
