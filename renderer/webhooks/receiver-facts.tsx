import { Copyable } from '../components/copy'
import { Notice } from '../components/notice'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { counted } from '../words'

/** Whether webhooks can arrive, and when one last did. */
export function ReceiverFacts() {
  const { receiver, settings, tunnel } = useWorkspace()
  return (
    <section className="receiver" aria-label="Webhook receiver">
      {receiver.url === null ? (
        <Notice tone="bad">
          The receiver does not listen, so no webhook can arrive. Start Slotkeeper again; bookings are still
          read back from the provider.
        </Notice>
      ) : (
        <dl className="receiver-facts">
          <div>
            <dt>Listens on this computer</dt>
            <dd>
              <Copyable text={receiver.url} what="receiver address" />
            </dd>
          </div>
          <div>
            <dt>Public address</dt>
            <dd>
              {tunnel.url ?? (
                <span className="dimmed">
                  {tunnel.state === 'off' ? 'None. Set it in the settings.' : 'None now. See the settings.'}
                </span>
              )}
            </dd>
          </div>
          <div>
            <dt>Last webhook</dt>
            <dd>
              {receiver.lastDeliveryAt ? dayAndTime(receiver.lastDeliveryAt, settings.zone) : 'None yet'}
            </dd>
          </div>
          <div>
            <dt>Refused</dt>
            <dd>
              {receiver.refused === 0 ? 'None' : counted(receiver.refused, 'call')}
              {receiver.refused > 0 ? <span className="dimmed"> without a valid signature</span> : null}
            </dd>
          </div>
        </dl>
      )}
    </section>
  )
}
