import type { Context } from '../../context'
import type { Lead } from '../../domain/lead'
import { providerIdSchema } from '../../domain/names'
import type { Failure } from '../../providers/provider'
import { connectionOf, settingsOf } from '../../store/workspace'
import { checkLead } from './read-checks'

/**
 * Brings what the connected providers' own records say of a lead's meetings into the store now. Asked before each booking:
 * one that was made elsewhere, and of which no webhook has told yet, must not be made twice (B1, T6). A provider with known
 * trouble is passed over, because its connection says so already; a failure of one that works is returned.
 */
export async function readRecordOf(context: Context, lead: Lead): Promise<Failure | null> {
  const { store } = context
  const asked = providerIdSchema.options.filter(
    (id) => settingsOf(store)[id].enabled && connectionOf(store, id).health === 'ok',
  )
  const looks = await Promise.all(asked.map((id) => checkLead(context, id, lead, { isSparing: false })))
  return looks.find((look) => look.kind === 'failed') ?? null
}
