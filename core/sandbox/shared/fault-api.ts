import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { FaultSwitches } from './fault-switches'
import { faultOrderSchema, UnknownFault, webhookFaultOrderSchema } from './faults'

export const FAULTS_PATH = '/sandbox/faults'

const orderSchema = z.discriminatedUnion('of', [
  faultOrderSchema.extend({ of: z.literal('call') }),
  webhookFaultOrderSchema.extend({ of: z.literal('webhook') }),
  z.strictObject({ of: z.literal('list'), lagMs: z.number().int().min(0) }),
  z.strictObject({ of: z.literal('token'), revoke: z.string().min(1) }),
  z.strictObject({ of: z.literal('subscriptions'), state: z.literal('disabled') }),
])

/**
 * `POST` switches one fault on, `DELETE` switches all off; no path of the vendor's. Only JSON is taken and nothing that
 * carries an Origin, so that no web page can order a fault.
 */
export function faultApi(switches: FaultSwitches): Router {
  const router = Router()
  router.use(FAULTS_PATH, (request, response, next) => {
    if (request.headers.origin === undefined) next()
    else response.status(403).end()
  })
  router.post(FAULTS_PATH, (request, response) => {
    if (!request.is('application/json')) response.status(415).end()
    else orderFault(switches, request, response)
  })
  router.delete(FAULTS_PATH, (_request, response) => {
    switches.clearFaults()
    response.status(204).end()
  })
  return router
}

function orderFault(switches: FaultSwitches, request: Request, response: Response): void {
  const parsed = orderSchema.safeParse(parseJson(request.body))
  if (!parsed.success) {
    response.status(400).json({ message: z.prettifyError(parsed.error) })
    return
  }
  try {
    apply(switches, parsed.data)
    response.status(204).end()
  } catch (error) {
    if (!(error instanceof UnknownFault)) throw error
    response.status(400).json({ message: error.message })
  }
}

function apply(switches: FaultSwitches, order: z.output<typeof orderSchema>): void {
  switch (order.of) {
    case 'call':
      switches.failNext(order)
      return
    case 'webhook':
      switches.disturbWebhooks(order)
      return
    case 'list':
      switches.setListLag(order.lagMs)
      return
    case 'token':
      switches.revokeToken(order.revoke)
      return
    case 'subscriptions':
      if (switches.disableSubscriptions === null) throw new UnknownFault('It has no subscriptions.')
      switches.disableSubscriptions()
  }
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown
  } catch {
    return undefined
  }
}
