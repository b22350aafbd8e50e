import type { ProviderId } from '../../core/domain/names'
import { useConsole } from '../state/use-console'
import { PROVIDERS } from '../words'
import { SecretField } from './secret-field'

interface Props {
  provider: ProviderId
  /** Where the operator gets one. */
  hint: string
  /** What clearing takes away, and what it leaves. */
  clears: string
}

/** A provider's token; what was made with it goes with it (W5). */
export function TokenField({ provider, hint, clears }: Props) {
  const console = useConsole()
  return (
    <SecretField
      name={`${provider}.token`}
      of={PROVIDERS[provider]}
      noun="token"
      hint={hint}
      clears={clears}
      clear={() => console.changeWorkspace('connection.clear', { provider })}
    />
  )
}
