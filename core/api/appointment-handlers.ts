import { markAttendance } from '../booking/attendance'
import { cancelMeeting } from '../booking/cancel-meeting'
import { confirmAgain } from '../booking/confirm-again'
import { sendConfirmations } from '../booking/confirmation'
import { tellChange, tellReschedule } from '../booking/explain-change'
import { rescheduleLink, rescheduleMeeting } from '../booking/reschedule-meeting'
import type { Context } from '../context'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'

/** What an operator does to a meeting that stands, from the drawer (B7). */
export function appointmentHandlers(
  context: Context,
): Pick<
  Handlers,
  | 'appointments.cancel'
  | 'appointments.confirmAgain'
  | 'appointments.markAttendance'
  | 'appointments.reschedule'
  | 'appointments.rescheduleLink'
> {
  const { store } = context
  return {
    'appointments.cancel': async (order) => tellChange(store, await cancelMeeting(context, order)),

    'appointments.markAttendance': async (order) => tellChange(store, await markAttendance(context, order)),

    'appointments.reschedule': async (order) => {
      const result = await rescheduleMeeting(context, order)
      await sendConfirmations(context)
      return tellReschedule(store, result)
    },

    'appointments.confirmAgain': (order) => confirmAgain(context, order),

    'appointments.rescheduleLink': async ({ appointmentId }) => {
      const appointment = store.get('appointments', appointmentId)
      if (!appointment) {
        throw new ApiFailure('not_found', 'This meeting is gone. Close the drawer and look in the list.')
      }
      const link = await rescheduleLink(context, appointment)
      if (link.kind === 'failed') throw new ApiFailure(`provider.${link.reason}`, link.message)
      return { url: link.value }
    },
  }
}
